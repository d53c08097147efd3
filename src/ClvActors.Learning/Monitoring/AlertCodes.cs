namespace ClvActors.Learning.Monitoring;

/// <summary>Names of the alerts, the same in reports, metrics and log entries.</summary>
public static class AlertCodes
{
    /// <summary>Features have drifted.</summary>
    public const string FeatureDrift = "feature_drift";

    /// <summary>Predicted values have drifted.</summary>
    public const string PredictionDrift = "prediction_drift";

    /// <summary>Shares of the segments have drifted.</summary>
    public const string SegmentDrift = "segment_drift";

    /// <summary>What the model decides by has drifted.</summary>
    public const string ContributionDrift = "contribution_drift";

    /// <summary>Live error or ranking is worse than at validation.</summary>
    public const string AccuracyDrop = "accuracy_drop";

    /// <summary>Prediction intervals hold less than at validation.</summary>
    public const string CoverageDrop = "coverage_drop";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [FeatureDrift, PredictionDrift, SegmentDrift, ContributionDrift, AccuracyDrop, CoverageDrop];

    /// <summary>How soon somebody should look at an alert: at once when predictions are worse than promised.</summary>
    public static AlertSeverity SeverityOf(string code) => code == AccuracyDrop ? AlertSeverity.Critical : AlertSeverity.Warning;
}
