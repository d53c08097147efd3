namespace ClvActors.Embedded.Storage;

/// <summary>The operating system could not make written bytes durable. Fatal, whatever the cause, a full disk included.</summary>
/// <param name="path">The file or folder.</param>
/// <param name="cause">The operating system's error, if there is one.</param>
/// <remarks>
/// A second sync would report success although the bytes are gone: after a failed fsync Linux marks the pages clean (Rebello et al., "Can Applications Recover
/// from fsync Failures?", USENIX ATC 2020). So nobody retries; the process stops and recovery decides from what is on the disk.
/// </remarks>
public sealed class StorageSyncException(string path, Exception? cause = null)
    : IOException($"{path} could not be made durable; the process must stop.", cause)
{
    /// <summary>The file or folder.</summary>
    public string Path { get; } = path;
}
