using ClvActors.Domain.Cleaning;
using ClvActors.Host.Rejects;

namespace ClvActors.Host.Uploads;

/// <summary>How an upload stands; immutable.</summary>
public sealed record UploadStatus
{
    /// <summary>Number of the upload since the server started, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The file's name as the browser sent it.</summary>
    public required string Name { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Whether the file is kept for replays in place of being taken at once.</summary>
    public bool IsKept { get; init; }

    /// <summary>What has become of it.</summary>
    public UploadState State { get; init; }

    /// <summary>Bytes that have come in.</summary>
    public long Bytes { get; init; }

    /// <summary>Size of the file as its sender says; null when unknown.</summary>
    public long? BytesTotal { get; init; }

    /// <summary>Lines that were acknowledged, whatever became of them; they stay whatever happens to the rest.</summary>
    public long Lines => Counts.Lines;

    /// <summary>What became of the acknowledged lines.</summary>
    public IngestCounts Counts { get; init; } = new();

    /// <summary>The first rejected lines of each reason, in the order of the file.</summary>
    public IReadOnlyList<RejectSample> Samples { get; init; } = [];

    /// <summary>Why it was not taken as a whole; null otherwise.</summary>
    public string? Problem { get; init; }

    /// <summary>Share of the file that has come in, 0 to 1; null when unknown.</summary>
    public double? Share => BytesTotal is > 0 and { } total ? Math.Min(1, (double)Bytes / total) : null;
}
