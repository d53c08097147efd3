using ClvActors.Domain.Scoring;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Promotion;

/// <summary>Measures a candidate against the champion on the same rows.</summary>
/// <remarks>
/// The mean absolute error decides. RMSE, Spearman's rank correlation and the top decile's lift guard what it does not see: large customers and the order of customers. Every difference gets the interval of a
/// paired bootstrap (<see cref="Bootstrap"/>), the same resamples for all figures. Stateless; safe on any thread.
/// </remarks>
public static class BundleComparison
{
    /// <summary>Seed of the resamples unless another is given.</summary>
    public const int DefaultSeed = 42;

    private static readonly (string Name, Metric Metric, bool LessIsBetter)[] Figures =
    [
        (PromotionEvidence.DecidingMetric, Metrics.MeanAbsoluteError, true),
        ("rmse", Metrics.RootMeanSquaredError, true),
        ("spearman", Metrics.Spearman, false),
        ("top_decile_lift", Metrics.TopDecileLift, false),
    ];

    /// <summary>Compares two bundles.</summary>
    /// <param name="holdout">The rows.</param>
    /// <param name="champion">The bundle that serves.</param>
    /// <param name="candidate">The bundle that may replace it.</param>
    /// <param name="data">The transactions behind the rows, for the record.</param>
    /// <param name="confidence">Confidence level of the intervals, above 0 and below 1.</param>
    /// <param name="seed">Seed of the resamples.</param>
    /// <param name="resamples">Resamples, at least 1.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of resamples or the confidence is out of range.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static PromotionEvidence Compare(
        Holdout holdout,
        ModelBundle champion,
        ModelBundle candidate,
        ComparisonData data,
        double confidence = 0.95,
        int seed = DefaultSeed,
        int resamples = Bootstrap.DefaultResamples,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(holdout);
        ArgumentNullException.ThrowIfNull(champion);
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(data);
        double[] actual = [.. holdout.Spend];
        double[] byChampion = Predict(champion, holdout);
        double[] byCandidate = Predict(candidate, holdout);
        return new PromotionEvidence
        {
            Champion = champion.Id,
            Candidate = candidate.Id,
            Holdout = holdout.Kind,
            HoldoutDescription = holdout.Description,
            AsOf = holdout.AsOf,
            HorizonDays = holdout.HorizonDays,
            Customers = actual.Length,
            Confidence = confidence,
            Resamples = resamples,
            Seed = seed,
            DataSha256 = data.Sha256,
            Metrics =
            [
                .. Figures.Select(figure => MetricComparison.Of(
                    figure.Name,
                    figure.LessIsBetter,
                    figure.Metric(actual, byChampion),
                    figure.Metric(actual, byCandidate),
                    Bootstrap.Difference(actual, byCandidate, byChampion, figure.Metric, seed, resamples, confidence, cancellation))),
            ],
        };
    }

    private static double[] Predict(ModelBundle bundle, Holdout holdout) =>
        [.. holdout.Features.Select(features => bundle.Predict(PredictionSource.Model, features.Values).Value)];
}
