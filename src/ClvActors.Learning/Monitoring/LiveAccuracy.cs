namespace ClvActors.Learning.Monitoring;

/// <summary>How well a bundle's predictions over one horizon have come true.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record LiveAccuracy
{
    /// <summary>Name of the horizon: <c>30d</c>, <c>90d</c>, <c>12m</c>, and for a bundle of another horizon its days, such as <c>184d</c>.</summary>
    public required string Horizon { get; init; }

    /// <summary>Days that the predictions cover.</summary>
    public required int Days { get; init; }

    /// <summary>The bundle that predicted.</summary>
    public required string BundleId { get; init; }

    /// <summary>Hash over that bundle's files: each training of a name has rows of its own. Null where it is not known.</summary>
    public string? BundleFingerprint { get; init; }

    /// <summary>
    /// Whether this row counts now: the bundle serves, or stands by for this horizon. Rows of bundles that served before are kept for comparison and raise nothing.
    /// </summary>
    public required bool IsCurrent { get; init; }

    /// <summary>Whether the bundle was only asked for this horizon beside the one that serves.</summary>
    public required bool IsShadow { get; init; }

    /// <summary>Whose predictions are compared: <c>model</c> (two or more purchases in the window) or <c>everyone</c>, as at validation.</summary>
    public required string Customers { get; init; }

    /// <summary>The newest cohorts of the horizon together, at most <see cref="AccuracyRules.RollingCohorts"/>; no customers while none has ended.</summary>
    public required AccuracyMeasures Live { get; init; }

    /// <summary>The same figures on the held-out customers of the training, as far as they are known.</summary>
    public required AccuracyMeasures Validation { get; init; }

    /// <summary>By how much live accuracy is worse.</summary>
    public required AccuracyDrop Drop { get; init; }

    /// <summary>The worst drop by the thresholds of alerts; unknown with too few customers.</summary>
    public required DriftLevel Level { get; init; }

    /// <summary>The rolling cohorts by segment at prediction, Champions first; only segments with customers.</summary>
    public required IReadOnlyList<SegmentAccuracy> Segments { get; init; }

    /// <summary>Each ended cohort, oldest first, at most <see cref="AccuracyRules.KeptCohorts"/>; one that could not be compared has figures of nobody.</summary>
    public required IReadOnlyList<CohortAccuracy> Cohorts { get; init; }

    /// <summary>Cohorts whose horizon has not ended.</summary>
    public required int OpenCohorts { get; init; }

    /// <summary>Cohorts of <see cref="Cohorts"/> that have been compared.</summary>
    public required int ClosedCohorts { get; init; }

    /// <summary>Cohorts of <see cref="Cohorts"/> that could not be compared, because the as-of date moved past what customers' states hold.</summary>
    public required int UnmeasurableCohorts { get; init; }

    /// <summary>Day on which the next cohort ends; null while none is open.</summary>
    public DateOnly? NextEnd { get; init; }
}
