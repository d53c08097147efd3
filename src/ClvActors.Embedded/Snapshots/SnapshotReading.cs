namespace ClvActors.Embedded.Snapshots;

/// <summary>The result of looking for a snapshot.</summary>
/// <param name="Content">The newest good one; null when there is none, so that the whole log must be replayed.</param>
/// <param name="Rejected">One sentence for each newer snapshot that was bad; the caller tells the operator.</param>
public sealed record SnapshotReading(SnapshotContent? Content, IReadOnlyList<string> Rejected);
