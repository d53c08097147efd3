using ClvActors.Domain.Service;

namespace ClvActors.CommandLine.Replay;

/// <summary>Where a replay sends its batches: a server, or an engine in this process.</summary>
internal interface IReplayTarget : IAsyncDisposable
{
    /// <summary>How many batches may be under way at once without losing their order.</summary>
    int BatchesUnderWay { get; }

    /// <summary>Sends a batch; completes once it is acknowledged.</summary>
    Task<BatchCounts> SendAsync(TransactionBatch batch, CancellationToken cancellation);

    /// <summary>Moves the as-of date to the end of the replay.</summary>
    Task AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation);

    /// <summary>Waits until everything is settled and tells how the target stands.</summary>
    Task<TargetStatus> SettleAsync(CancellationToken cancellation);

    /// <summary>Tells how the target stands now.</summary>
    Task<TargetStatus> StatusAsync(CancellationToken cancellation);
}
