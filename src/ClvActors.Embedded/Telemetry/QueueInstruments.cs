using System.Diagnostics.Metrics;

namespace ClvActors.Embedded.Telemetry;

/// <summary>The queue in front of the commit loop, the one place where batches wait: the shards work in step with it and have none of their own.</summary>
/// <remarks>An engine's own, and gone with it.</remarks>
internal sealed class QueueInstruments : IDisposable
{
    private readonly Meter _meter = new(EngineInstruments.Name);

    /// <summary>Makes the instruments.</summary>
    /// <param name="depth">Gives the number of commands that wait, callers that a full queue holds back included.</param>
    /// <param name="capacity">Commands that the queue holds.</param>
    public QueueInstruments(Func<int> depth, int capacity)
    {
        _meter.CreateObservableGauge("clv.ingest.queue.depth", depth, "{batch}", "Batches that wait for the commit loop; above the capacity, callers that are held back.");
        _meter.CreateObservableGauge("clv.ingest.queue.capacity", () => capacity, "{batch}", "Batches that the queue holds before callers are held back.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
