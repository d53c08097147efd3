namespace ClvActors.Learning.Monitoring;

/// <summary>Names of what drifts and is no feature.</summary>
public static class DriftNames
{
    /// <summary>The predicted values.</summary>
    public const string PredictedValue = "predicted_value";

    /// <summary>Shares of the baseline's segments: live ones by live thresholds are constant by construction.</summary>
    public const string ValueSegments = "value_segments";

    /// <summary>Shares of the lifecycle stages.</summary>
    public const string LifecycleStages = "lifecycle_stages";

    /// <summary>Contributions of all inputs together.</summary>
    public const string AllInputs = "all_inputs";
}
