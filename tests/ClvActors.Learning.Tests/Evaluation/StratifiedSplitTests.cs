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
        double[] sorted = [.. Labels.Order()];
        for (int quintile = 0; quintile < 5; quintile++)
        {
            double low = sorted[quintile * 563];
            double high = sorted[(quintile * 563) + 562];
            Assert.InRange(split.Test.Count(row => Labels[row] >= low && Labels[row] <= high), 112, 113);
        }
    }

    /// <summary>The published split and the order in which the reference training saw its rows, from the seed alone.</summary>
    [Fact]
    public void ByQuintile_PublishedLabelsAndSeed_GivesThePublishedSplitInItsOrder()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        ReferenceTable published = ReferenceTable.Read(ReferenceData.Golden("split.csv"));
        double[] money = published.Numbers("clv_12m");

        StratifiedSplit split = StratifiedSplit.ByQuintile(money, 0.2, 42);

        Assert.Equal(Enumerable.Range(0, published.Rows).Where(row => published.Text(row, "partition") == "test"), split.Test.Order());
        ReferenceTable test = ReferenceTable.Read(ReferenceData.Golden("lightgbm_reference_predictions.csv"));
        Assert.Equal(Enumerable.Range(0, test.Rows).Select(row => test.Text(row, "customer_id")), split.Test.Select(row => published.Text(row, "customer_id")));
        double[] trainScores = ReferenceTable.Read(ReferenceData.Golden("train_matrix.csv")).Numbers("label");
        Assert.Equal(trainScores.Length, split.Train.Count);
        for (int row = 0; row < trainScores.Length; row++)
        {
            Assert.Equal(trainScores[row], Math.Log(1 + money[split.Train[row]]), 1e-9);
        }
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
