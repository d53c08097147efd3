using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Population;

namespace ClvActors.Domain.Service;

/// <summary>How the service stands.</summary>
public sealed record ServiceStatus
{
    /// <summary>Customers in the population.</summary>
    public required int Customers { get; init; }

    /// <summary>Customers whose purchases have all left the window.</summary>
    public required int LapsedCustomers { get; init; }

    /// <summary>Customers scored by the model.</summary>
    public required int ScoredCustomers { get; init; }

    /// <summary>The as-of date; null before there is one.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Whether every record stands at the as-of date and on edges taken after the last line.</summary>
    public required bool IsSettled { get; init; }

    /// <summary>Version of the published rank edges.</summary>
    public required long EdgesVersion { get; init; }

    /// <summary>Time since the edges were last taken; null before the first.</summary>
    public required TimeSpan? EdgesAge { get; init; }

    /// <summary>Newest sequence number that is durable and applied.</summary>
    public required long Sequence { get; init; }

    /// <summary>The bundle that scores.</summary>
    public required string BundleId { get; init; }

    /// <summary>Days that a predicted value covers.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>The segments' thresholds.</summary>
    public required SegmentThresholds Thresholds { get; init; }

    /// <summary>Counts over all lines ever sent.</summary>
    public required IngestCounts Counts { get; init; }

    /// <summary>Syncs of the log since the process started.</summary>
    public required long Syncs { get; init; }

    /// <summary>Bytes in the log.</summary>
    public required long LogBytes { get; init; }

    /// <summary>Whether the as-of date is today; otherwise it follows the sales.</summary>
    public bool FollowsWallClock { get; init; }

    /// <summary>File system that holds the log, such as <c>ext4</c>; empty when unknown.</summary>
    public string LogFileSystem { get; init; } = "";

    /// <summary>Why no more lines are taken, or null while they are.</summary>
    public required string? Fault { get; init; }
}
