namespace ClvActors.Embedded.Storage;

/// <summary>Another process (or another engine of this one) has the data directory open.</summary>
/// <param name="location">The data directory.</param>
/// <param name="cause">The operating system's error, if there is one.</param>
public sealed class DataDirectoryInUseException(string location, Exception? cause = null)
    : IOException($"The data directory {location} is in use by another process.", cause)
{
    /// <summary>The data directory.</summary>
    public string Location { get; } = location;
}
