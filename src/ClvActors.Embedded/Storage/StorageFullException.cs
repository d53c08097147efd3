namespace ClvActors.Embedded.Storage;

/// <summary>A write found no room on the disk or in the quota.</summary>
/// <param name="path">The file that could not grow.</param>
/// <param name="cause">The operating system's error, if there is one.</param>
public sealed class StorageFullException(string path, Exception? cause = null)
    : IOException($"No space is left for {path}.", cause)
{
    /// <summary>The file that could not grow.</summary>
    public string Path { get; } = path;
}
