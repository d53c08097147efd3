namespace ClvActors.Embedded.Snapshots;

/// <summary>A snapshot file is not what was written; an older one or the log takes its place.</summary>
/// <param name="file">The file.</param>
/// <param name="reason">What is wrong, without a full stop.</param>
/// <param name="cause">The underlying error, if there is one.</param>
public sealed class SnapshotDamagedException(string file, string reason, Exception? cause = null)
    : IOException($"The snapshot file {file} is damaged: {reason}.", cause);
