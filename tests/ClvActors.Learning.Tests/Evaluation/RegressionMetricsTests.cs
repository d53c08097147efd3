using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class RegressionMetricsTests
{
    [Fact]
    public void Of_SmallExample_EqualsHandCalculation()
    {
        RegressionMetrics metrics = RegressionMetrics.Of([0, 2, 4, 10], [1, 2, 3, 14]);

        Assert.Equal(4, metrics.Rows);
        Assert.Equal(6 / 4.0, metrics.MeanAbsoluteError, 1e-12);
        Assert.Equal(Math.Sqrt(18 / 4.0), metrics.RootMeanSquaredError, 1e-12);
        Assert.Equal(100 * (0 + 0.25 + 0.4) / 3, metrics.MeanAbsolutePercentageError, 1e-12);
        Assert.Equal(1 - (18 / 56.0), metrics.RSquared, 1e-12);
        Assert.Equal(1, metrics.Spearman, 1e-12);
        Assert.Equal(10 / 16.0 / 0.1, metrics.TopDecileLift, 1e-12);
    }

    [Fact]
    public void Of_TiesAndNegatives_SpearmanEqualsPlainCorrelationOfRanks()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            Random random = new(seed);
            double[] actual = [.. Enumerable.Range(0, 40).Select(_ => (double)random.Next(-4, 8))];
            double[] predicted = [.. actual.Select(value => value + random.Next(-3, 4))];

            double spearman = RegressionMetrics.Of(actual, predicted).Spearman;

            Assert.True(Math.Abs(PlainSpearman(actual, predicted) - spearman) < 1e-12, $"seed {seed}: {spearman}");
        }
    }

    [Fact]
    public void Of_ConstantPredictions_HaveNoRankCorrelation()
    {
        RegressionMetrics metrics = RegressionMetrics.Of([1, 2, 3], [2, 2, 2]);

        Assert.True(double.IsNaN(metrics.Spearman));
        Assert.Equal(0, metrics.RSquared, 1e-12);
    }

    [Fact]
    public void Of_AllActualsZero_RelativeFiguresAreNaN()
    {
        RegressionMetrics metrics = RegressionMetrics.Of([0, 0], [1, 2]);

        Assert.True(double.IsNaN(metrics.MeanAbsolutePercentageError));
        Assert.True(double.IsNaN(metrics.RSquared));
        Assert.True(double.IsNaN(metrics.TopDecileLift));
        Assert.Equal(1.5, metrics.MeanAbsoluteError, 1e-12);
    }

    [Fact]
    public void Of_WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => RegressionMetrics.Of([], []));
        Assert.Contains("1 predictions for 2", Assert.Throws<ArgumentException>(() => RegressionMetrics.Of([1, 2], [1])).Message, StringComparison.Ordinal);
        Assert.Contains("row 1", Assert.Throws<ArgumentException>(() => RegressionMetrics.Of([1, 2], [1, double.NaN])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(563)]
    public void DecileTable_AnyCount_CountsEveryRowOnce(int rows)
    {
        double[] values = [.. Enumerable.Range(0, rows).Select(row => (double)((row * 31) % 17))];

        IReadOnlyList<Decile> deciles = DecileTable.Of(values, values);

        Assert.Equal(Enumerable.Range(1, 10), deciles.Select(decile => decile.Number));
        Assert.Equal(rows, deciles.Sum(decile => decile.Rows));
        Assert.Equal(values.Sum(), deciles.Sum(decile => decile.TotalActual), 1e-9);
        for (int rank = 0; rank < rows; rank++)
        {
            Assert.Equal(Enumerable.Range(1, 9).Count(k => 10 * rank > k * (rows - 1)), DecileTable.Quantile(rank, rows, 10));
        }
    }

    [Fact]
    public void Of_ReferencePredictions_EqualsThePublishedTable()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        ReferenceTable predictions = ReferenceTable.Read(ReferenceData.Golden("lightgbm_reference_predictions.csv"));
        ReferenceTable expected = ReferenceTable.Read(ReferenceData.Golden("lightgbm_reference_deciles.csv"));
        double[] actual = predictions.Numbers("clv_12m");
        double[] predicted = predictions.Numbers("pred");

        RegressionMetrics metrics = RegressionMetrics.Of(actual, predicted);
        IReadOnlyList<Decile> deciles = DecileTable.Of(actual, predicted);

        Assert.Equal(1227.91, metrics.MeanAbsoluteError, 0.005);
        Assert.Equal(3062.89, metrics.RootMeanSquaredError, 0.005);
        Assert.Equal(79.30, metrics.MeanAbsolutePercentageError, 0.005);
        Assert.Equal(0.5995, metrics.Spearman, 0.00005);
        Assert.Equal(5.334, metrics.TopDecileLift, 0.0005);
        Assert.Equal(expected.Numbers("count"), deciles.Select(decile => (double)decile.Rows));
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(expected.Numbers("mean_actual")[i], deciles[i].MeanActual, 1e-9);
            Assert.Equal(expected.Numbers("mean_predicted")[i], deciles[i].MeanPredicted, 1e-9);
            Assert.Equal(expected.Numbers("total_actual")[i], deciles[i].TotalActual, 1e-9);
        }
    }

    private static double PlainSpearman(double[] x, double[] y)
    {
        double[] rankX = [.. x.Select(value => x.Count(other => other < value) + ((x.Count(other => other == value) + 1) / 2.0))];
        double[] rankY = [.. y.Select(value => y.Count(other => other < value) + ((y.Count(other => other == value) + 1) / 2.0))];
        double covariance = rankX.Zip(rankY, (a, b) => (a - rankX.Average()) * (b - rankY.Average())).Sum();
        return covariance / Math.Sqrt(rankX.Sum(a => Math.Pow(a - rankX.Average(), 2)) * rankY.Sum(b => Math.Pow(b - rankY.Average(), 2)));
    }
}
