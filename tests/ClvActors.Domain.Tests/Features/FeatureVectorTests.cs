using ClvActors.Domain.Features;

namespace ClvActors.Domain.Tests.Features;

public class FeatureVectorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(22)]
    [InlineData(FeatureSet.Count - 1)]
    [InlineData(FeatureSet.Count + 1)]
    public void Constructor_WrongLength_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => new FeatureVector(new double[length]));

    [Fact]
    public void Equals_OneBitOfAnyFeature_Differs()
    {
        double[] values = [.. Enumerable.Range(0, FeatureSet.Count).Select(index => index / 3.0)];
        FeatureVector vector = new([.. values]);
        Assert.Equal(vector, new FeatureVector([.. values]));
        Assert.Equal(vector.GetHashCode(), new FeatureVector([.. values]).GetHashCode());
        for (int feature = 0; feature < FeatureSet.Count; feature++)
        {
            double[] other = [.. values];
            other[feature] = feature == 0 ? -0.0 : Math.BitIncrement(other[feature]);
            Assert.NotEqual(vector, new FeatureVector(other));
        }

        Assert.False(vector.Equals(null));
        Assert.False(vector.Equals((object)values));
    }

    [Theory]
    [InlineData(22)]
    [InlineData(FeatureSet.Count)]
    public void OfOlder_ReferenceSetAndPerhapsMore_MissesTheOthers(int length)
    {
        double[] values = [.. Enumerable.Range(1, length).Select(value => (double)value)];
        FeatureVector vector = FeatureVector.OfOlder(values);
        Assert.Equal(values[..22], vector.Values[..22].ToArray());
        Assert.All(vector.Values[22..].ToArray(), value => Assert.True(double.IsNaN(value)));
        Assert.False(vector.IsComplete);
        Assert.True(new FeatureVector(new double[FeatureSet.Count]).IsComplete);
        Assert.Throws<ArgumentException>(() => FeatureVector.OfOlder(values.AsSpan(0, 21)));
    }

    [Fact]
    public void Properties_ByName_AreTheNamedFeatures()
    {
        FeatureVector vector = new([.. Enumerable.Range(1, FeatureSet.Count).Select(value => (double)value)]);
        Assert.Equal(vector[FeatureSet.IndexOf("recency_days")], vector.RecencyDays);
        Assert.Equal(vector[FeatureSet.IndexOf("frequency")], vector.Frequency);
        Assert.Equal(vector[FeatureSet.IndexOf("monetary_total")], vector.MonetaryTotal);
        Assert.Equal(vector[FeatureSet.IndexOf("monetary_avg")], vector.MonetaryAverage);
        Assert.Equal(vector[FeatureSet.IndexOf("tenure_days")], vector.TenureDays);
        Assert.Equal(vector[FeatureSet.IndexOf("unique_products")], vector.UniqueProducts);
        Assert.Equal(vector[FeatureSet.IndexOf("rfm_combined_score")], vector.CombinedScore);
        Assert.Equal(new RfmScores(19, 20, 21), vector.Scores);
        Assert.True(vector.IsUnitedKingdom);
        Assert.False(new FeatureVector(new double[FeatureSet.Count]).IsUnitedKingdom);
    }
}
