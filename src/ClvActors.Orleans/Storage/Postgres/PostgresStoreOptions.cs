namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>How a silo's store groups, limits and retries.</summary>
/// <remarks>Immutable.</remarks>
public sealed record PostgresStoreOptions
{
    /// <summary>Groups that may be on their way to the database at the same time; a customer always uses the same lane. At least 1.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>Most writes in one transaction. At least 1.</summary>
    public int MostWritesPerGroup { get; init; } = 512;

    /// <summary>Bytes after which a group takes no further write; a single larger write goes alone.</summary>
    public int MostBytesPerGroup { get; init; } = 4 * 1024 * 1024;

    /// <summary>Reads that may be in the database at the same time; others wait. At least 1.</summary>
    public int ConcurrentReads { get; init; } = 8;

    /// <summary>Entries of a partition that are read with one statement. At least 1.</summary>
    public int EntriesPerPage { get; init; } = 1_000;

    /// <summary>How long after it was handed in a write is tried again before its caller is told; it is always tried once.</summary>
    public TimeSpan WriteRetryTime { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a read may take with all its tries.</summary>
    public TimeSpan ReadRetryTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one try of a group of writes may take before it is given up and tried again.</summary>
    public TimeSpan AttemptTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause before the second try; doubled for each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Longest pause between two tries.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(1);
}
