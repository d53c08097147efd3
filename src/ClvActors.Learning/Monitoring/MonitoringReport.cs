namespace ClvActors.Learning.Monitoring;

/// <summary>Everything that monitoring knows: the content of <c>monitoring.json</c> and of <c>GET /api/monitoring</c>.</summary>
/// <remarks>Immutable; any number of threads may read. A figure that is not known is null and absent from JSON.</remarks>
public sealed record MonitoringReport
{
    /// <summary>The version that this build writes, and the newest it reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the format, from 1.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>As-of date of the newest settled population that was looked at; null before the first.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Wall time of that look; null before the first.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>The bundle that serves; null before the service has answered.</summary>
    public string? BundleId { get; init; }

    /// <summary>Customers of the population.</summary>
    public int Customers { get; init; }

    /// <summary>Customers scored by the model.</summary>
    public int ScoredCustomers { get; init; }

    /// <summary>Whether what is remembered survives a restart; not so without a data directory.</summary>
    public bool IsKept { get; init; }

    /// <summary>Why monitoring falls behind or has lost something; null while all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>What drift is measured against.</summary>
    public BaselineOrigin Baseline { get; init; } = BaselineOrigin.None;

    /// <summary>Drift by kind and then by index, largest first; empty before the first settled population.</summary>
    public IReadOnlyList<DriftRow> Drift { get; init; } = [];

    /// <summary>Live accuracy: rows that count now first, then by horizon.</summary>
    public IReadOnlyList<LiveAccuracy> Accuracy { get; init; } = [];

    /// <summary>Alerts, newest first: all that are active and the newest of those that were cleared.</summary>
    public IReadOnlyList<MonitoringAlert> Alerts { get; init; } = [];

    /// <summary>Which bundle served since when, newest first.</summary>
    public IReadOnlyList<ServedBundle> Bundles { get; init; } = [];

    /// <summary>Retrainings that alerts have started, newest first.</summary>
    public IReadOnlyList<RetrainRun> Retrainings { get; init; } = [];

    /// <summary>Settled days, oldest first.</summary>
    public IReadOnlyList<SettledDay> History { get; init; } = [];
}
