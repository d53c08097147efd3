using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Embedded.Shards;

/// <summary>A shard's records and value orders under one model.</summary>
/// <remarks>One writer. Two generations stand side by side only while a model is being swapped.</remarks>
internal sealed class Generation(IValueModel model)
{
    private readonly RecordTable _records = new();
    private readonly OrderIndex<ValueEntry> _scored = new();
    private readonly OrderIndex<ValueEntry> _coldStarts = new();
    private readonly OrderIndex<ValueEntry> _lapsed = new();

    /// <summary>The model that scores here.</summary>
    public IValueModel Model => model;

    /// <summary>The newest record in a slot, or null.</summary>
    public CustomerRecord? this[int slot] => _records[slot].Record;

    /// <summary>Replaces the record in a slot and moves the customer in the value orders.</summary>
    public void Set(int at, CustomerRecord record, CustomerSlot slot)
    {
        CustomerRecord? old = _records[at].Record;
        if (old is not null)
        {
            OrderOf(old.Source)?.Remove(new ValueEntry(old.PredictedValue, old));
        }

        OrderOf(record.Source)?.Insert(new ValueEntry(record.PredictedValue, record));
        _records.Set(at, new RecordEntry(record, slot.ChangeSequence, slot.History));
    }

    /// <summary>Shows readers the history and the change sequence that a slot now has.</summary>
    public void Refresh(int at, CustomerSlot slot) => _records.Set(at, new RecordEntry(_records[at].Record, slot.ChangeSequence, slot.History));

    /// <summary>What readers may see from now on.</summary>
    public ShardView Publish(CustomerDirectory directory) =>
        new(directory, directory.PublishBuyers(), _records.Publish(), _scored.Publish(), _coldStarts.Publish(), _lapsed.Publish());

    private OrderIndex<ValueEntry>? OrderOf(PredictionSource source) => source switch
    {
        PredictionSource.Model => _scored,
        PredictionSource.ColdStart => _coldStarts,
        PredictionSource.Lapsed => _lapsed,
        _ => null,
    };
}
