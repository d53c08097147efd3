using System.Diagnostics;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Journal;

namespace ClvActors.Embedded.Engine;

/// <summary>A batch on its way through the commit loop, and whoever waits for it.</summary>
internal sealed class PendingBatch(PreparedBatch prepared, EncodedBatch encoded)
{
    private readonly TaskCompletionSource<IngestResult> _acknowledgement = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The batch, cleaned and split.</summary>
    public PreparedBatch Prepared => prepared;

    /// <summary>The batch as the log keeps it.</summary>
    public ReadOnlySpan<byte> Payload => encoded.Payload;

    /// <summary>The caller's span; default while nobody listens.</summary>
    public ActivityContext Trace { get; } = Activity.Current?.Context ?? default;

    /// <summary>Completes once the batch is durable and visible.</summary>
    public Task<IngestResult> Acknowledgement => _acknowledgement.Task;

    /// <summary>The result, set before the acknowledgement.</summary>
    public IngestResult? Result { get; set; }

    /// <summary>Tells the caller.</summary>
    public void Acknowledge()
    {
        encoded.Dispose();
        _acknowledgement.TrySetResult(Result!);
    }

    /// <summary>Tells the caller that nothing was kept.</summary>
    public void Refuse(Exception reason)
    {
        encoded.Dispose();
        _acknowledgement.TrySetException(reason);
    }
}
