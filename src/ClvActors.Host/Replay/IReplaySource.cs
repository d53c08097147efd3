namespace ClvActors.Host.Replay;

/// <summary>What can be replayed: transaction lines in the order in which they happened.</summary>
internal interface IReplaySource
{
    /// <summary>What names it in requests, as in <c>demo</c>, <c>file</c> or <c>upload/shop.csv</c>.</summary>
    string Id { get; }

    /// <summary>What people read.</summary>
    string Name { get; }

    /// <summary>Where its lines come from, as in <see cref="Rejects.RejectSample.Source"/>.</summary>
    string Kind { get; }

    /// <summary>Reads all of it from the beginning, batch after batch.</summary>
    /// <param name="reading">Told the share of a file that has been read while it is being put into order, 0 to 1.</param>
    /// <param name="cancellation">Ends the reading with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Days ascending. The same batches each time, so that a second replay of the same lines changes nothing.</returns>
    /// <exception cref="Files.TransactionFileException">A file cannot be read; the message says why.</exception>
    IEnumerable<ReplayBatch> Read(Action<double> reading, CancellationToken cancellation);

    /// <summary>The speed at a day unless an operator has chosen one.</summary>
    ReplaySpeed SpeedAt(DateOnly date);
}
