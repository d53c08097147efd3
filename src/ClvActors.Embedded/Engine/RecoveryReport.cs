using ClvActors.Embedded.Journal;

namespace ClvActors.Embedded.Engine;

/// <summary>What opening a data directory found.</summary>
/// <param name="SnapshotSequence">Sequence number of the snapshot that was used; null without one.</param>
/// <param name="SnapshotWarnings">Snapshots that could not be used, and why.</param>
/// <param name="FramesReplayed">Frames read from the log after the snapshot.</param>
/// <param name="LinesReplayed">Transaction lines in them.</param>
/// <param name="TornTail">The unfinished end of the log that was cut off; null when it ended cleanly.</param>
public sealed record RecoveryReport(
    long? SnapshotSequence, IReadOnlyList<string> SnapshotWarnings, long FramesReplayed, long LinesReplayed, TornTail? TornTail);
