using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class StratifiedSplitTests
{
    private static readonly double[] Labels = [.. Enumerable.Range(0, 2815).Select(row => Math.Exp((row * 7919 % 2815) / 300.0))];

    [Fact]
    public void ByQuintile_SameSeed_GivesTheSameSplit()
    {
        StratifiedSplit first = StratifiedSplit.ByQuintile(Labels, 0.2, 42);

        Assert.Equal(first.Test, StratifiedSplit.ByQuintile(Labels, 0.2, 42).Test);
        Assert.NotEqual(first.Test, StratifiedSplit.ByQuintile(Labels, 0.2, 43).Test);
    }

    [Fact]
    public void ByQuintile_Skewed_TakesTheShareOfEveryQuintile()
    {
        StratifiedSplit split = StratifiedSplit.ByQuintile(Labels, 0.2, 42);

        Assert.Equal(563, split.Test.Count);
        Assert.Equal(Enumerable.Range(0, Labels.Length), split.Train.Concat(split.Test).Order());
        Assert.Equal(split.Test.Order(), split.Test);
        double[] sorted = [.. Labels.Order()];
        for (int quintile = 0; quintile < 5; quintile++)
        {
            double low = sorted[quintile * 563];
            double high = sorted[(quintile * 563) + 562];
            Assert.InRange(split.Test.Count(row => Labels[row] >= low && Labels[row] <= high), 112, 113);
        }
    }

    [Fact]
    public void ByQuintile_PublishedLabelsAndSeed_GivesThePublishedSplit()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        ReferenceTable published = ReferenceTable.Read(ReferenceData.Golden("split.csv"));

        StratifiedSplit split = StratifiedSplit.ByQuintile(published.Numbers("clv_12m"), 0.2, 42);

        Assert.Equal(Enumerable.Range(0, published.Rows).Where(row => published.Text(row, "partition") == "train"), split.Train);
        Assert.Equal(Enumerable.Range(0, published.Rows).Where(row => published.Text(row, "partition") == "test"), split.Test);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void ByQuintile_FewEqualLabels_LeavesBothSidesRows(int rows)
    {
        StratifiedSplit split = StratifiedSplit.ByQuintile(new double[rows], 0.01, 1);

        Assert.Single(split.Test);
        Assert.Equal(rows - 1, split.Train.Count);
    }

    [Fact]
    public void ByQuintile_WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.ByQuintile(Labels, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSplit.ByQuintile(Labels, double.NaN, 1));
        Assert.Throws<ArgumentException>(() => StratifiedSplit.ByQuintile([1], 0.2, 1));
        Assert.Throws<ArgumentException>(() => StratifiedSplit.ByQuintile([1, double.NaN], 0.2, 1));
    }
}
