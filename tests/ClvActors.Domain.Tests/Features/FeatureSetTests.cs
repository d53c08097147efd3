using ClvActors.Domain.Features;

namespace ClvActors.Domain.Tests.Features;

public class FeatureSetTests
{
    [Fact]
    public void Names_InModelOrder_FoundByIndexOf()
    {
        Assert.Equal(FeatureSet.Count, FeatureSet.Names.Count);
        Assert.Equal(Enumerable.Range(0, FeatureSet.Count), FeatureSet.Names.Select(FeatureSet.IndexOf));
        Assert.Equal(-1, FeatureSet.IndexOf("Recency_days"));
        Assert.Equal(-1, FeatureSet.IndexOf(""));
    }

    [Fact]
    public void Reference_IsTheFirstTwentyTwo()
    {
        Assert.Equal(("rfm-22", 1, 22), (FeatureSet.Reference.Name, FeatureSet.Reference.Version, FeatureSet.Reference.Count));
        Assert.Equal(FeatureSet.Names.Take(22), FeatureSet.Reference.Names);
        Assert.Equal("rfm_combined_score", FeatureSet.Reference.Names[^1]);
    }

    [Fact]
    public void Find_ByName_TheListOrNull()
    {
        Assert.Same(FeatureSet.Reference, FeatureSet.Find("rfm-22"));
        Assert.Same(FeatureSet.Behaviour, FeatureSet.Find("behaviour"));
        Assert.Equal(FeatureSet.Names, FeatureSet.Behaviour.Names);
        Assert.Null(FeatureSet.Find("rfm"));
    }
}
