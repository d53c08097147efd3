namespace ClvActors.CommandLine.Replay;

/// <summary>What became of the lines of one or more batches.</summary>
internal sealed class BatchCounts
{
    /// <summary>Lines kept.</summary>
    public long Accepted { get; set; }

    /// <summary>Lines older than the window.</summary>
    public long Late { get; set; }

    /// <summary>Lines that repeat a kept one.</summary>
    public long Duplicates { get; set; }

    /// <summary>Duplicates with another quantity or price.</summary>
    public long Conflicting { get; set; }

    /// <summary>Rejected lines by reason.</summary>
    public SortedDictionary<string, long> Rejected { get; } = new(StringComparer.Ordinal);

    /// <summary>All lines.</summary>
    public long Lines => Accepted + Late + Duplicates + Rejected.Values.Sum();

    /// <summary>Counts rejected lines.</summary>
    public void Reject(string reason, long lines) =>
        Rejected[reason] = Rejected.GetValueOrDefault(reason) + lines;

    /// <summary>Adds other counts to these.</summary>
    public void Add(BatchCounts other)
    {
        Accepted += other.Accepted;
        Late += other.Late;
        Duplicates += other.Duplicates;
        Conflicting += other.Conflicting;
        foreach ((string reason, long lines) in other.Rejected)
        {
            Reject(reason, lines);
        }
    }
}
