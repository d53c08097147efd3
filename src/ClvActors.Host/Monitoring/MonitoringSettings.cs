namespace ClvActors.Host.Monitoring;

/// <summary>How much monitoring may cost.</summary>
/// <remarks>Immutable; the defaults are the product's, tests take less.</remarks>
internal sealed record MonitoringSettings
{
    /// <summary>How often the service is asked how it stands.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a new day may stay unsettled under load before settling is asked for.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After a look monitoring rests this many times as long as the look took: at most a twentieth of the time is spent looking.</summary>
    public int RestFactor { get; init; } = 20;

    /// <summary>Longest rest until the first look of a process has been published, and after it: it is compiled as it goes, so that its time says nothing of the next one's.</summary>
    public TimeSpan LongestFirstRest { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Fewest seconds between two writings of the report, unless something other than the day's figures has changed.</summary>
    public TimeSpan WriteInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Customers of a month's cohort.</summary>
    public int CohortSize { get; init; } = 5_000;

    /// <summary>Model-scored customers whose contributions are asked for.</summary>
    public int ExplainedCustomers { get; init; } = 500;

    /// <summary>Settled days that the report keeps.</summary>
    public int KeptDays { get; init; } = 800;

    /// <summary>Served bundles and retrainings that the report keeps, each.</summary>
    public int KeptEvents { get; init; } = 100;

    /// <summary>Least time between the starts of two retrainings.</summary>
    public TimeSpan RetrainCoolDown { get; init; } = TimeSpan.FromHours(24);
}
