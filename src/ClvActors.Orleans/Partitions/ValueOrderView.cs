using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Partitions;

/// <summary>One version of a value order.</summary>
/// <param name="parts">The orders that make it up.</param>
internal sealed class ValueOrderView(params OrderSnapshot<ValueEntry>[] parts) : OrderView
{
    private readonly MergedOrder<ValueEntry> _entries = new(parts);

    /// <inheritdoc/>
    public override int Count => _entries.Count;

    /// <inheritdoc/>
    public override int CountBefore(OrderKey key) => _entries.CountBefore(new BeforeKey(key));

    /// <inheritdoc/>
    public override OrderKey[] Keys(int position, int count) => Array.ConvertAll(_entries.Slice(position, count), KeyOf);

    /// <inheritdoc/>
    public override OrderKey KeyAt(int position) => KeyOf(EntryAt(position));

    /// <summary>How many entries have a value below a value.</summary>
    public int CountBelow(double value) => _entries.CountBefore(new BelowValue(value));

    /// <summary>How many entries have a value of at most a value.</summary>
    public int CountUpTo(double value) => _entries.CountBefore(new UpToValue(value));

    /// <summary>The value at a 0-based position.</summary>
    public double ValueAt(int position) => EntryAt(position).Value;

    /// <summary>The records of a run; fewer at the end.</summary>
    public CustomerRecord[] Records(int position, int count) => Array.ConvertAll(_entries.Slice(position, count), entry => entry.Record);

    /// <summary>The distinct values with the counts up to them, or so many of them.</summary>
    /// <param name="most">Up to so many values all are told.</param>
    /// <param name="otherwise">If there are more, at most so many of them, evenly spaced by customers; at least 1.</param>
    public ValueRungs Rungs(int most, int otherwise)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(otherwise, 1);
        List<double> values = [];
        List<int> upTo = [];
        int count = 0;
        while (count < Count && values.Count < most)
        {
            double value = ValueAt(count);
            count = CountUpTo(value);
            values.Add(value);
            upTo.Add(count);
        }

        if (count == Count)
        {
            return new ValueRungs([.. values], [.. upTo], true);
        }

        values.Clear();
        upTo.Clear();
        for (int index = 1; index <= otherwise; index++)
        {
            // A value of many customers stands on several of the places; it is one rung.
            int place = (int)((long)index * Count / otherwise) - 1;
            if (place >= (upTo.Count == 0 ? 0 : upTo[^1]))
            {
                values.Add(ValueAt(place));
                upTo.Add(CountUpTo(values[^1]));
            }
        }

        return new ValueRungs([.. values], [.. upTo], false);
    }

    // One order alone needs no selection over several, which is ten times as much work.
    private ValueEntry EntryAt(int position) => parts.Length == 1 ? parts[0][position] : _entries.Select(position);

    private static OrderKey KeyOf(ValueEntry entry) => new(OrderKey.OfDouble(entry.Value), entry.Record.Id);

    private readonly record struct BeforeKey(OrderKey Key) : IOrderProbe<ValueEntry>
    {
        /// <inheritdoc/>
        public bool IsAfter(in ValueEntry entry) => OrderKey.Compare(PopulationOrder.Everyone, KeyOf(entry), Key) < 0;
    }
}
