namespace ClvActors.Embedded.Tests.Storage;

/// <summary>What shall go wrong in a <see cref="SimulatedStorage"/>, and when.</summary>
public sealed class SimulatedFaults
{
    /// <summary>Crash in the middle of the operation with this number, from 1; 0 for never.</summary>
    public long CrashAtOperation { get; set; }

    /// <summary>Let the sync of a file or folder with this number fail, from 1; 0 for never.</summary>
    public long FailSyncAt { get; set; }

    /// <summary>Bytes that all files together may hold; null for no limit.</summary>
    public long? Capacity { get; set; }
}
