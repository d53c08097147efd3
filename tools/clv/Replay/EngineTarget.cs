using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Service;

namespace ClvActors.CommandLine.Replay;

/// <summary>Replays into a service in this process.</summary>
internal sealed class EngineTarget(ICustomerValueService service) : IReplayTarget
{
    /// <inheritdoc/>
    public int BatchesUnderWay => 16;

    /// <inheritdoc/>
    public async Task<BatchCounts> SendAsync(TransactionBatch batch, CancellationToken cancellation)
    {
        IngestResult result = await service.IngestAsync(batch, cancellation);
        BatchCounts counts = new()
        {
            Accepted = result.Counts.Accepted,
            Late = result.Counts.Late,
            Duplicates = result.Counts.Duplicates,
            Conflicting = result.Counts.Conflicting,
        };
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
        {
            counts.Reject(reason.Name(), result.Counts.Rejected(reason));
        }

        return counts;
    }

    /// <inheritdoc/>
    public async Task AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation) =>
        _ = await service.AdvanceAsOfAsync(asOf, cancellation);

    /// <inheritdoc/>
    public async Task<TargetStatus> SettleAsync(CancellationToken cancellation)
    {
        await service.SettleAsync(cancellation);
        return await StatusAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task<TargetStatus> StatusAsync(CancellationToken cancellation)
    {
        ServiceStatus status = await service.StatusAsync(cancellation);
        return new TargetStatus(
            status.AsOf?.ToString("yyyy-MM-dd") ?? "", status.FollowsWallClock, status.Customers, status.Counts.InvoicesAccepted,
            status.Counts.InvoicesRescored, status.Syncs, status.LogFileSystem);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => service.DisposeAsync();
}
