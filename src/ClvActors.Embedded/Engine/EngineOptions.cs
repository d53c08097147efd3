using ClvActors.Domain.Population;

namespace ClvActors.Embedded.Engine;

/// <summary>How the embedded engine runs.</summary>
/// <remarks>Immutable; defaults suit a shop of up to some hundred thousand customers on one machine.</remarks>
public sealed record EngineOptions
{
    /// <summary>Number of shards; default the machine's cores. A directory written with another number is taken over as it is.</summary>
    public int Shards { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>What the as-of date follows; default the sales themselves. Fixed when a data directory is made.</summary>
    public AsOfClock Clock { get; init; } = AsOfClock.Event;

    /// <summary>The deployment's time zone; default UTC. Fixed when a data directory is made.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The deployment's currency; default GBP. Fixed when a data directory is made.</summary>
    public string Currency { get; init; } = "GBP";

    /// <summary>Whether a commit waits for the disk; default true. Without it a power failure may lose acknowledged lines, a killed process does not.</summary>
    public bool SyncsEveryCommit { get; init; } = true;

    /// <summary>Batches that may wait before callers are held back; default 64.</summary>
    public int QueueCapacity { get; init; } = 64;

    /// <summary>Most lines of one commit group; default 50,000. A larger batch is a group of its own.</summary>
    public int LargestGroupLines { get; init; } = 50_000;

    /// <summary>How long the stream must pause before the population settles; default 50 ms.</summary>
    public TimeSpan SettleAfterPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long a busy stream may go on before the population settles in between; default 2 s.</summary>
    public TimeSpan LongestUnsettled { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Longest slice of background rescoring between two groups; default 1 ms.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Lines after which a snapshot is taken; default 2,000,000.</summary>
    public long SnapshotAfterLines { get; init; } = 2_000_000;

    /// <summary>Whether a directory goes on with the bundle that served it last instead of the one it is opened with; default false.</summary>
    public bool KeepsServedModel { get; init; }

    /// <summary>Whether the engine settles and records history at every month end that the as-of date leaves; default true.</summary>
    public bool SettlesAtMonthEnds { get; init; } = true;
}
