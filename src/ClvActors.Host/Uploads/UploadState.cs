namespace ClvActors.Host.Uploads;

/// <summary>What has become of an upload.</summary>
public enum UploadState
{
    /// <summary>The file comes in.</summary>
    Running,

    /// <summary>All of it was taken.</summary>
    Done,

    /// <summary>It was ended by who had begun it.</summary>
    Cancelled,

    /// <summary>The connection ended before the file did.</summary>
    Interrupted,

    /// <summary>The file, or the rest of it, cannot be taken.</summary>
    Failed,
}
