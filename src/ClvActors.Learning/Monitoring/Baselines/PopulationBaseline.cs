using ClvActors.Domain.Population;

namespace ClvActors.Learning.Monitoring.Baselines;

/// <summary>The model-scored customers that live ones are compared with, counted: the content of <c>baseline.json</c> beside a bundle's manifest.</summary>
/// <remarks>Holds no customer. Money is in whole units of currency. Immutable; any number of threads may read.</remarks>
public sealed record PopulationBaseline
{
    /// <summary>The version that this build writes, and the newest it reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the format, from 1.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>The bundle that scored.</summary>
    public required string BundleId { get; init; }

    /// <summary>Hash over the bundle's files; empty when its folder was not found, which only a baseline that was taken live can be.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>As-of date of the customers.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>How many model-scored customers there are, at least 1.</summary>
    public required int Customers { get; init; }

    /// <summary>The features of the bundle's list, in its order.</summary>
    public required IReadOnlyList<BinnedCounts> Features { get; init; }

    /// <summary>The predicted values.</summary>
    public required BinnedCounts PredictedValue { get; init; }

    /// <summary>The thresholds of the segments then.</summary>
    public required SegmentThresholds Thresholds { get; init; }

    /// <summary>Model-scored customers in each segment by these thresholds, Champions first.</summary>
    public required long[] Segments { get; init; }

    /// <summary>Model-scored customers in each lifecycle stage, New first.</summary>
    public required long[] LifecycleStages { get; init; }

    /// <summary>What the model decided by.</summary>
    public required BaselineContributions Contributions { get; init; }

    /// <summary>
    /// Mean spend over 30 days of the customers behind the manifest's 30-day figures, which has it that their error can be set against it; null where those are missing or the data did not reach.
    /// </summary>
    public double? ThirtyDayMeanSpend { get; init; }
}
