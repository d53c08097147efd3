using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Storage.Memory;

/// <summary>Keeps journals and entries in this process's memory: for a first try and for tests; nothing survives the process.</summary>
/// <remarks>Silos of one process may share an instance. Safe on any thread.</remarks>
public sealed class MemoryCustomerStore : ICustomerStore
{
    private readonly ConcurrentDictionary<CustomerId, Stored> _customers = new();
    private long _commits;

    /// <summary>Whether silos come and go over it; then bytes are made when they are written, for their maker may be gone when they are read. Default true.</summary>
    public bool OutlivesSilos { get; init; } = true;

    /// <inheritdoc/>
    public string Kind => "memory";

    /// <inheritdoc/>
    public long Commits => Volatile.Read(ref _commits);

    /// <inheritdoc/>
    public long BytesWritten => 0;

    /// <inheritdoc/>
    public Task WriteAsync(CustomerWrite write)
    {
        if (write is { JournalSequence: <= 0, EntryVersion: <= 0 })
        {
            throw new ArgumentException("A write holds a journal row, an entry or both.", nameof(write));
        }

        if (OutlivesSilos)
        {
            write.Lines.ToArray();
            write.Entry.ToArray();
        }

        Stored stored = _customers.GetOrAdd(write.Customer, _ => new Stored());
        lock (stored)
        {
            WriteVerdict verdict = stored.Look(write).Judge(write);
            if (verdict == WriteVerdict.Stored)
            {
                return Task.CompletedTask;
            }

            if (verdict == WriteVerdict.Conflict || write.JournalSequence > stored.Rows.Count + 1)
            {
                return Task.FromException(new CustomerWriteConflictException(
                    $"customer {write.Customer}: journal row {write.JournalSequence} or entry version {write.EntryVersion} was written by another activation"));
            }

            if (write.JournalSequence > 0 && verdict != WriteVerdict.RowStored)
            {
                stored.Rows.Add((write.Lines, write.Writer));
            }

            if (write.EntryVersion > 0)
            {
                stored.Newest = write with { Lines = StoredBytes.Empty };
            }
        }

        Interlocked.Increment(ref _commits);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence)
    {
        if (!_customers.TryGetValue(customer, out Stored? stored))
        {
            return Task.FromResult(new CustomerTail([], null));
        }

        lock (stored)
        {
            JournalRow[] rows = [.. stored.Rows.Skip((int)afterSequence).Select((row, index) => new JournalRow(afterSequence + index + 1, row.Lines.ToArray()))];
            return Task.FromResult(new CustomerTail(rows, stored.Newest?.Entry.ToArray()));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.CompletedTask;
        cancellation.ThrowIfCancellationRequested();
        foreach (Stored stored in _customers.Values)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Volatile.Read(ref stored.Newest) is { } newest && newest.Partition == partition)
            {
                yield return newest.Entry.ToArray();
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Stored
    {
        public readonly List<(StoredBytes Lines, Guid Writer)> Rows = [];
        public CustomerWrite? Newest;

        public StoredStep Look(CustomerWrite write)
        {
            (StoredBytes Lines, Guid Writer)? row = write.JournalSequence > 0 && write.JournalSequence <= Rows.Count ? Rows[(int)write.JournalSequence - 1] : null;
            return new StoredStep(
                row?.Writer,
                row is { } known && IsSame(known.Lines, write.Lines),
                Newest?.EntryVersion ?? 0,
                Newest?.Writer,
                Newest is not null && Newest.EntryVersion == write.EntryVersion && IsSame(Newest.Entry, write.Entry));
        }

        private static bool IsSame(StoredBytes left, StoredBytes right) => left.ToArray().AsSpan().SequenceEqual(right.ToArray());
    }
}
