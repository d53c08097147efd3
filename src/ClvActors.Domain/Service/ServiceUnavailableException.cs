namespace ClvActors.Domain.Service;

/// <summary>The service cannot take lines now; nothing of the batch was kept.</summary>
/// <param name="message">Why, in one sentence.</param>
/// <param name="isStorageFull">Whether the log's disk is full, so that a later try may succeed.</param>
/// <param name="cause">The storage's own error.</param>
public sealed class ServiceUnavailableException(string message, bool isStorageFull = false, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>Whether the log's disk is full, so that a later try may succeed.</summary>
    public bool IsStorageFull { get; } = isStorageFull;
}
