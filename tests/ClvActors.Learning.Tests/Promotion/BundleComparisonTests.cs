using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Promotion;
using ClvActors.Learning.Tests.Bundles;

namespace ClvActors.Learning.Tests.Promotion;

public sealed class BundleComparisonTests : IDisposable
{
    private const int Resamples = 200;

    private static readonly DateOnly AsOf = ComparedShop.Newest.AddDays(-ComparedShop.Horizon);

    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Compare_TrainedAgainstHardlyTrained_IsBetterBeyondNoiseAndNotTheOtherWayRound()
    {
        ModelBundle weak = Written("weak", 1);
        ModelBundle strong = Written("strong", 60);
        Holdout holdout = Holdout.Choose(ComparedShop.Data, weak.Manifest, strong.Manifest);

        PromotionEvidence better = Compare(holdout, weak, strong);
        PromotionEvidence worse = Compare(holdout, strong, weak);

        Assert.True(better.IsBetter, better.Reason);
        Assert.StartsWith("better beyond noise: MAE ", better.Reason, StringComparison.Ordinal);
        Assert.False(worse.IsBetter);
        Assert.StartsWith("worse beyond noise: MAE ", worse.Reason, StringComparison.Ordinal);
        Assert.Equal(("weak", "strong", holdout.Customers.Count, holdout.Kind, ComparedShop.Hash), (better.Champion, better.Candidate, better.Customers, better.Holdout, better.DataSha256));
        Assert.Equal(["mae", "rmse", "spearman", "top_decile_lift"], better.Metrics.Select(metric => metric.Metric));
    }

    [Fact]
    public void Compare_Figures_AreThoseOfTheSameRows()
    {
        ModelBundle weak = Written("weak", 3);
        ModelBundle strong = Written("strong", 20);
        Holdout holdout = Holdout.Choose(ComparedShop.Data, weak.Manifest, strong.Manifest);
        RegressionMetrics ofWeak = MetricsOf(weak, holdout);
        RegressionMetrics ofStrong = MetricsOf(strong, holdout);

        PromotionEvidence evidence = Compare(holdout, weak, strong);

        Assert.Equal(
            [ofWeak.MeanAbsoluteError, ofWeak.RootMeanSquaredError, ofWeak.Spearman, ofWeak.TopDecileLift], evidence.Metrics.Select(metric => metric.Champion));
        Assert.Equal(
            [ofStrong.MeanAbsoluteError, ofStrong.RootMeanSquaredError, ofStrong.Spearman, ofStrong.TopDecileLift], evidence.Metrics.Select(metric => metric.Candidate));
        Assert.All(evidence.Metrics, metric => Assert.Equal(metric.Candidate - metric.Champion, metric.Difference));
        Assert.All(evidence.Metrics, metric => Assert.InRange(metric.Difference, metric.Lower, metric.Upper));
        Assert.Equal(evidence.Metrics, Compare(holdout, weak, strong).Metrics);
    }

    [Fact]
    public void Compare_WithItself_IsWithinNoise()
    {
        ModelBundle bundle = Written("a", 5);

        PromotionEvidence evidence = Compare(Holdout.Choose(ComparedShop.Data, bundle.Manifest, bundle.Manifest), bundle, bundle);

        Assert.False(evidence.IsBetter);
        Assert.All(evidence.Metrics, metric => Assert.Equal((0, ComparisonVerdict.WithinNoise), (metric.Difference, metric.Verdict)));
        Assert.StartsWith("no better beyond noise: MAE ", evidence.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void IsBetter_GuardIsWorse_IsFalseAndSaysWhich()
    {
        PromotionEvidence evidence = Compare(Any(out ModelBundle bundle), bundle, bundle) with
        {
            Metrics = [Metric("mae", -2, -1), Metric("rmse", 1, 2), new MetricComparison("spearman", 0.6, 0.5, -0.1, -0.2, -0.05, ComparisonVerdict.Worse)],
        };

        Assert.False(evidence.IsBetter);
        Assert.StartsWith("rmse and spearman worse beyond noise, although MAE ", evidence.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, -2, -1, ComparisonVerdict.Better)]
    [InlineData(true, -2, 1, ComparisonVerdict.WithinNoise)]
    [InlineData(true, 0, 1, ComparisonVerdict.WithinNoise)]
    [InlineData(true, 1, 2, ComparisonVerdict.Worse)]
    [InlineData(false, -2, -1, ComparisonVerdict.Worse)]
    [InlineData(false, 1, 2, ComparisonVerdict.Better)]
    [InlineData(false, double.NaN, double.NaN, ComparisonVerdict.WithinNoise)]
    public void Of_Interval_DecidesTheVerdict(bool lessIsBetter, double lower, double upper, ComparisonVerdict verdict) =>
        Assert.Equal(verdict, MetricComparison.Of("x", lessIsBetter, 1, 1, new BootstrapInterval(0, lower, upper, 0.95, 0.5, 10)).Verdict);

    [Theory]
    [InlineData(double.NaN, 0.5, ComparisonVerdict.Better)]
    [InlineData(0.5, double.NaN, ComparisonVerdict.Worse)]
    [InlineData(double.NaN, double.NaN, ComparisonVerdict.WithinNoise)]
    public void Of_FigureThatIsNotDefined_DoesNotPassForAsGood(double champion, double candidate, ComparisonVerdict verdict) =>
        Assert.Equal(verdict, MetricComparison.Of("x", false, champion, candidate, new BootstrapInterval(double.NaN, double.NaN, double.NaN, 0.95, double.NaN, 0)).Verdict);

    private static MetricComparison Metric(string name, double lower, double upper) =>
        MetricComparison.Of(name, true, 10, 10 + ((lower + upper) / 2), new BootstrapInterval((lower + upper) / 2, lower, upper, 0.95, 0.5, 100));

    private static RegressionMetrics MetricsOf(ModelBundle bundle, Holdout holdout) => RegressionMetrics.Of(
        [.. holdout.Spend], [.. holdout.Features.Select(features => bundle.Predict(PredictionSource.Model, features.Values).Value)]);

    private static PromotionEvidence Compare(Holdout holdout, ModelBundle champion, ModelBundle candidate) =>
        BundleComparison.Compare(holdout, champion, candidate, ComparedShop.Data, resamples: Resamples, cancellation: TestContext.Current.CancellationToken);

    private Holdout Any(out ModelBundle bundle)
    {
        bundle = Written("any", 2);
        return Holdout.Choose(ComparedShop.Data, bundle.Manifest, bundle.Manifest);
    }

    private ModelBundle Written(string id, int iterations)
    {
        TrainedBundle trained = ComparedShop.Train(id, AsOf, iterations: iterations);
        return BundleWriter.Write(_temporary.Path(id), trained);
    }
}
