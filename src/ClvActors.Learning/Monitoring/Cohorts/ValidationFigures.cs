using ClvActors.Domain.Population;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>What a bundle's manifest promises.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
public static class ValidationFigures
{
    /// <summary>Figures of the value over the bundle's own horizon, on the held-out test customers.</summary>
    public static AccuracyMeasures OfValue(BundleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);

        // Deciles without rows have no mean.
        double? predicted = Mean(manifest.Deciles.Where(decile => decile.Rows > 0).Sum(decile => decile.MeanPredicted * decile.Rows), manifest.Metrics.Rows);
        return Of(manifest.Metrics, Mean(manifest.Deciles.Sum(decile => decile.TotalActual), manifest.Metrics.Rows)) with
        {
            MeanPredicted = predicted,
            Coverage = manifest.Quality?.Intervals?.All.Coverage,
        };
    }

    /// <summary>Figures of the spend over 30 days, of everyone in the window, by cross-validation; of nobody for a bundle without 30-day parts.</summary>
    /// <param name="manifest">The manifest.</param>
    /// <param name="meanSpend">Mean of what they spent; null where not known.</param>
    public static AccuracyMeasures OfThirtyDays(BundleManifest manifest, double? meanSpend)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return manifest.Quality?.ThirtyDays is { } quality ? Of(quality.All.Spend, meanSpend) : new AccuracyMeasures { Customers = 0 };
    }

    /// <summary>Coverage of the value's intervals by segment, Champions first; empty without intervals.</summary>
    public static IReadOnlyList<double?> SegmentCoverage(BundleManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return manifest.Quality?.Intervals is { } intervals
            ? [.. ClvSegmentNames.All.Select(name => intervals.Segments.FirstOrDefault(segment => segment.Segment == name)?.Metrics.Coverage)]
            : [];
    }

    private static double? Mean(double sum, int rows) => rows > 0 ? sum / rows : null;

    private static AccuracyMeasures Of(RegressionMetrics metrics, double? meanActual) => new()
    {
        Customers = metrics.Rows,
        Mae = metrics.MeanAbsoluteError,
        Rmse = metrics.RootMeanSquaredError,
        Spearman = double.IsNaN(metrics.Spearman) ? null : metrics.Spearman,
        MeanActual = meanActual,
        RelativeMae = meanActual > 0 ? metrics.MeanAbsoluteError / meanActual : null,
    };
}
