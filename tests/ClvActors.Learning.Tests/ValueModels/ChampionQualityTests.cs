using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.ValueModels;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.ValueModels;

/// <summary>The value part on the customers of the published model: what it promises on held-out customers.</summary>
public sealed class ChampionQualityTests
{
    private const int Horizon = 374;

    private readonly ITestOutputHelper _output;

    public ChampionQualityTests(ITestOutputHelper output) => _output = output;

    [Fact]
    public void Train_PublishedSplit_BeatsThePublishedModelInEveryMetric()
    {
        SkipWithoutData();

        RegressionMetrics metrics = Evaluate(OnlineRetail.PublishedSplit());

        Report("published", metrics);
        Assert.True(metrics.MeanAbsoluteError <= 1_100, $"MAE {metrics.MeanAbsoluteError}");
        Assert.True(metrics.RootMeanSquaredError < 2_769, $"RMSE {metrics.RootMeanSquaredError}");
        Assert.True(metrics.Spearman >= 0.68, $"Spearman {metrics.Spearman}");
        Assert.True(metrics.TopDecileLift >= 5.55, $"lift {metrics.TopDecileLift}");
    }

    [Fact]
    public void Train_TenSplits_MeansMeetTheBars()
    {
        SkipWithoutData();

        (int[] Train, int[] Test)[] splits = OnlineRetail.RepeatedSplits();
        RegressionMetrics[] metrics = new RegressionMetrics[splits.Length];
        Parallel.For(0, splits.Length, split => metrics[split] = Evaluate(splits[split]));

        foreach (RegressionMetrics of in metrics)
        {
            Report("split", of);
        }

        double mae = metrics.Average(of => of.MeanAbsoluteError);
        double rmse = metrics.Average(of => of.RootMeanSquaredError);
        double spearman = metrics.Average(of => of.Spearman);
        double lift = metrics.Average(of => of.TopDecileLift);
        _output.WriteLine($"means: MAE {mae:F1}, RMSE {rmse:F1}, Spearman {spearman:F4}, lift {lift:F3}");
        Assert.True(mae <= 1_225, $"MAE {mae}");
        Assert.True(rmse <= 4_160, $"RMSE {rmse}");
        Assert.True(spearman >= 0.676, $"Spearman {spearman}");
        Assert.True(lift >= 6.03, $"lift {lift}");
    }

    private static void SkipWithoutData()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }
    }

    private static RegressionMetrics Evaluate((int[] Train, int[] Test) split)
    {
        ValueModel model = OffsetBoostingTrainer.Train(
            OnlineRetail.FeaturesOf(OnlineRetail.Table, split.Train),
            OnlineRetail.LabelsOf(OnlineRetail.Table, split.Train),
            Horizon,
            cancellation: TestContext.Current.CancellationToken).Model;
        FeatureMatrix held = OnlineRetail.FeaturesOf(OnlineRetail.Table, split.Test);
        return RegressionMetrics.Of(OnlineRetail.LabelsOf(OnlineRetail.Table, split.Test), held.Predict(model));
    }

    private void Report(string name, RegressionMetrics metrics) => _output.WriteLine(
        $"{name}: MAE {metrics.MeanAbsoluteError:F1}, RMSE {metrics.RootMeanSquaredError:F1}, Spearman {metrics.Spearman:F4}, lift {metrics.TopDecileLift:F3}");
}
