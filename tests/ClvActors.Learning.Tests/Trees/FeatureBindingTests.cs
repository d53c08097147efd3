using ClvActors.Domain.Features;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Trees;

public sealed class FeatureBindingTests
{
    [Fact]
    public void Bind_OtherOrder_ScoresTheRearrangedRowAlike()
    {
        Random random = new(1);
        TreeEnsemble ensemble = RandomTrees.Ensemble(random, 4, 20, 15);
        TreeEnsemble bound = FeatureBinding.Bind(ensemble, ["f2", "extra", "f0", "f3", "f1"]);
        double[] row = RandomTrees.Row(random, 4);
        double[] rearranged = [row[2], 99, row[0], row[3], row[1]];
        var contributions = new double[5];
        var boundContributions = new double[6];

        new TreeExplainer(ensemble).Contributions(row, contributions);
        new TreeExplainer(bound).Contributions(rearranged, boundContributions);

        Assert.Equal(new TreeScorer(ensemble).Score(row), new TreeScorer(bound).Score(rearranged));
        Assert.Equal([contributions[2], 0, contributions[0], contributions[3], contributions[1], contributions[4]], boundContributions);
        Assert.Equal(5, bound.FeatureInfos.Count);
    }

    [Fact]
    public void Bind_UnknownFeatures_NamesAllOfThem()
    {
        TreeEnsemble ensemble = RandomTrees.Ensemble(new Random(1), 3, 1, 4);

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => FeatureBinding.Bind(ensemble, ["f1", .. FeatureSet.Names]));

        Assert.Contains("f0, f2", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("f1", exception.Message, StringComparison.Ordinal);
    }
}
