namespace ClvActors.Learning.Monitoring.Alerts;

/// <summary>The conditions of all alerts, from drift and live accuracy.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
public static class AlertConditions
{
    private const int NamedFeatures = 5;

    private static readonly (DriftKind Kind, string Code, string What)[] Kinds =
    [
        (DriftKind.Prediction, AlertCodes.PredictionDrift, "Predicted values are"),
        (DriftKind.Segment, AlertCodes.SegmentDrift, "Shares of the segments are"),
        (DriftKind.Contribution, AlertCodes.ContributionDrift, "What the model decides by is"),
    ];

    /// <summary>The conditions.</summary>
    /// <param name="drift">Rows of drift.</param>
    /// <param name="accuracy">Rows of live accuracy; only those that count now raise something.</param>
    /// <param name="serving">The bundle that serves.</param>
    public static IReadOnlyList<AlertCondition> Of(IReadOnlyList<DriftRow> drift, IReadOnlyList<LiveAccuracy> accuracy, BundleIdentity serving)
    {
        ArgumentNullException.ThrowIfNull(drift);
        ArgumentNullException.ThrowIfNull(accuracy);
        return
        [
            Features(drift, serving),
            .. Kinds.Select(kind => Drift(kind.Code, DriftMeasurement.Worst(drift, kind.Kind)?.Index, serving, index => $"{kind.What} not those of the baseline of {serving.Id}: index {index:F2}.")),
            .. accuracy.Where(row => row.IsCurrent).SelectMany(Accuracy),
        ];
    }

    private static AlertCondition Features(IReadOnlyList<DriftRow> drift, BundleIdentity serving)
    {
        DriftRow[] drifted = [.. drift.Where(row => row.Kind == DriftKind.Feature && row.RaisesAlert && row.Level == DriftLevel.Alert).OrderByDescending(row => row.Index)];
        string names = string.Join(", ", drifted.Take(NamedFeatures).Select(row => $"{row.Name} {row.Index:F2}"));
        string more = drifted.Length > NamedFeatures ? $" and {drifted.Length - NamedFeatures} more" : "";
        string what = drifted.Length == 1 ? "feature is" : "features are";
        return Drift(AlertCodes.FeatureDrift, DriftMeasurement.Worst(drift, DriftKind.Feature)?.Index, serving, index => drifted.Length == 0
            ? $"Features are close to those of the baseline of {serving.Id}: largest index {index:F2}."
            : $"{drifted.Length} {what} not distributed as in the baseline of {serving.Id}: {names}{more}.");
    }

    private static AlertCondition Drift(string code, double? index, BundleIdentity serving, Func<double, string> text) =>
        new(code, "", serving, index, PopulationStability.Alert, PopulationStability.Clear, index is { } known ? text(known) : "");

    private static IEnumerable<AlertCondition> Accuracy(LiveAccuracy row)
    {
        BundleIdentity predictor = new(row.BundleId, row.BundleFingerprint);
        bool isJudged = row.Live.Customers >= AccuracyRules.FewestCustomers;
        double? worst = isJudged ? new[] { row.Drop.Mae, row.Drop.Spearman }.Max() : null;
        double? coverage = isJudged ? row.Drop.Coverage : null;
        yield return new AlertCondition(
            AlertCodes.AccuracyDrop, row.Horizon, predictor, worst, AccuracyRules.Alert, AccuracyRules.Watch,
            $"Predictions of {row.BundleId} over {row.Days} days are worse than at validation: {Figures(row)}; {row.Live.Customers} predictions compared.");
        yield return new AlertCondition(
            AlertCodes.CoverageDrop, row.Horizon, predictor, coverage, AccuracyRules.Alert, AccuracyRules.Watch,
            $"Intervals of {row.BundleId} over {row.Days} days hold {row.Live.Coverage:P0} of what was spent, {row.Validation.Coverage:P0} at validation; {row.Live.Customers} predictions compared.");
    }

    private static string Figures(LiveAccuracy row) => string.Join(", ", new[]
    {
        row.Live is { MeanActual: 0, MeanPredicted: > 0 } ? $"nobody has spent anything, {row.Live.MeanPredicted:F2} each was predicted"
            : row.Drop.Mae is { } mae ? $"error {row.Live.RelativeMae:F2} of the mean spend, {row.Validation.RelativeMae:F2} at validation ({mae:+0 %;-0 %})" : null,
        row.Drop.Spearman is { } spearman ? $"rank correlation {row.Live.Spearman:F2}, {row.Validation.Spearman:F2} at validation ({-spearman:+0 %;-0 %})" : null,
    }.Where(text => text is not null));
}
