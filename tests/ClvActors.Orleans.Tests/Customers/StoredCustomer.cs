using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Tests.Serialization;
using ClvActors.Orleans.Views;
using Orleans.Serialization;

namespace ClvActors.Orleans.Tests.Customers;

/// <summary>A customer with what its grain would have stored, so that it can be restarted at any moment; everything stored has been serialized.</summary>
internal sealed class StoredCustomer(CustomerId id)
{
    private static readonly Serializer<JournalBatch[]> Rows = OrleansSerializer.Of<JournalBatch[]>();
    private static readonly Serializer<CustomerEntry> Entries = OrleansSerializer.Of<CustomerEntry>();
    private static readonly Serializer<CustomerCheckpoint> Checkpoints = OrleansSerializer.Of<CustomerCheckpoint>();

    private readonly List<byte[]> _journal = [];
    private byte[] _checkpoint = Checkpoints.SerializeToArray(new CustomerCheckpoint());
    private byte[]? _entry;

    public CustomerId Id => id;

    public LiveCustomer Live { get; private set; } = new(id);

    /// <summary>The entry as it was stored last.</summary>
    public CustomerEntry? Entry => _entry is null ? null : Entries.Deserialize(_entry);

    public int RowsStored => _journal.Count;

    /// <summary>Takes a batch as the grain does, and stores what it gives.</summary>
    public long[] Ingest(CustomerLines lines, PopulationView view, IValueModel model)
    {
        long[] counts = Live.Apply(lines, out JournalBatch? row);
        if (row is not null)
        {
            Live.JournalSequence++;
            _journal.Add(Rows.SerializeToArray([row]));
        }

        BringTo(view, lines.AsOfDay, model, lines.Sequence);
        return counts;
    }

    /// <summary>Brings the customer to a view and stores its entry.</summary>
    public void BringTo(PopulationView view, int asOfDay, IValueModel model, long sequence)
    {
        Live.BringTo(view, asOfDay, model);
        Live.Tell(sequence);
        if (Live.ToEntry(isNew: true) is { } entry)
        {
            _entry = Entries.SerializeToArray(entry);
        }
    }

    /// <summary>Stores the entry as a program would have that knows the reference set alone.</summary>
    public void StoreAsReferenceSet() => _entry = ReferenceSetEntry.BytesOf(Entry!);

    /// <summary>Writes the state.</summary>
    public void WriteCheckpoint() => _checkpoint = Checkpoints.SerializeToArray(Live.ToCheckpoint());

    /// <summary>Forgets the customer in memory and takes it back from what is stored.</summary>
    public void Restart()
    {
        CustomerCheckpoint checkpoint = Checkpoints.Deserialize(_checkpoint)!;
        Live = new LiveCustomer(id);
        Live.Restore(
            checkpoint,
            _journal.Select((bytes, index) => (Row: index + 1L, Batches: Rows.Deserialize(bytes)!)).Where(row => row.Row > checkpoint.JournalSequence),
            Entry);
    }
}
