namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>A write whose caller waits.</summary>
/// <remarks>Belongs to one lane, which alone completes it.</remarks>
internal sealed class PendingWrite
{
    // The caller's grain must not run on the lane.
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Wraps a write.</summary>
    /// <param name="write">What to write.</param>
    /// <param name="handedIn">Time stamp at which the caller began to wait.</param>
    public PendingWrite(CustomerWrite write, long handedIn)
    {
        Write = write;
        Lines = write.Lines.ToArray();
        Entry = write.Entry.ToArray();
        HandedIn = handedIn;
        NeedsJournal = write.JournalSequence > 0;
        Name = write.Customer.ToString();
    }

    /// <summary>What to write.</summary>
    public CustomerWrite Write { get; }

    /// <summary>The bytes of its journal row; empty for none.</summary>
    public byte[] Lines { get; }

    /// <summary>The bytes of its entry; empty for none.</summary>
    public byte[] Entry { get; }

    /// <summary>Time stamp at which the caller began to wait.</summary>
    public long HandedIn { get; }

    /// <summary>The customer as it stands in the database.</summary>
    public string Name { get; }

    /// <summary>Whether the journal row is still to be written; an earlier try may have stored it.</summary>
    public bool NeedsJournal { get; set; }

    /// <summary>Bytes of the row and the entry.</summary>
    public int Bytes => Lines.Length + Entry.Length;

    /// <summary>Completes once the write is durable or refused.</summary>
    public Task Task => _done.Task;

    /// <summary>Tells the caller that the write is durable.</summary>
    public void Succeed() => _done.TrySetResult();

    /// <summary>Tells the caller that it is not, or that nobody knows.</summary>
    public void Fail(Exception error) => _done.TrySetException(error);
}
