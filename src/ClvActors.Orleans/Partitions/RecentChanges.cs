using ClvActors.Domain.Service;

namespace ClvActors.Orleans.Partitions;

/// <summary>The newest changes of a partition in feed order, whatever the order in which they arrive.</summary>
/// <param name="capacity">How many are kept at least; when there are twice as many the oldest half is forgotten.</param>
/// <remarks>Who resumes from before the floor is served from the customers' entries, which remember when each value last changed. Not thread-safe.</remarks>
internal sealed class RecentChanges(int capacity)
{
    private readonly List<ToldChange> _changes = [];

    /// <summary>Up to here, included, changes stand in the entries only.</summary>
    public ChangePosition Floor { get; private set; } = ChangePosition.Start;

    /// <summary>Adds a change; one at the same position is replaced, one up to the floor is left to the entries.</summary>
    public void Add(CustomerEntry entry)
    {
        ToldChange change = new(entry.ChangeSequence, entry);
        ChangePosition position = PositionOf(change);
        if (position <= Floor)
        {
            return;
        }

        int at = IndexAfter(position);
        if (at > 0 && PositionOf(_changes[at - 1]) == position)
        {
            _changes[at - 1] = change;
            return;
        }

        _changes.Insert(at, change);
        if (_changes.Count >= 2L * capacity)
        {
            ForgetUpTo(PositionOf(_changes[_changes.Count - capacity - 1]));
        }
    }

    /// <summary>Leaves everything up to a position to the entries.</summary>
    public void ForgetUpTo(ChangePosition position)
    {
        if (position > Floor)
        {
            Floor = position;
            _changes.RemoveRange(0, IndexAfter(position));
        }
    }

    /// <summary>The changes after a position that is not before the floor, in order.</summary>
    /// <param name="after">The position.</param>
    /// <param name="upToSequence">Last sequence number that may be told.</param>
    /// <param name="count">Most changes.</param>
    public ToldChange[] After(ChangePosition after, long upToSequence, int count)
    {
        int from = IndexAfter(after);
        int end = Math.Max(from, IndexAfter(new ChangePosition(upToSequence, null)));
        return [.. _changes[from..Math.Min(end, from + Math.Min(count, end - from))]];
    }

    /// <summary>The newest change of every customer after a position, from the entries themselves.</summary>
    public static ToldChange[] FromEntries(IEnumerable<CustomerEntry> entries, ChangePosition after, long upToSequence, int count) =>
    [
        .. entries
            .Where(entry => entry.ChangeSequence > 0 && entry.ChangeSequence >= after.Sequence && entry.ChangeSequence <= upToSequence)
            .Select(entry => new ToldChange(entry.ChangeSequence, entry))
            .Where(change => PositionOf(change) > after)
            .OrderBy(PositionOf)
            .Take(count),
    ];

    /// <summary>A change's place in the feed.</summary>
    public static ChangePosition PositionOf(ToldChange change) => new(change.Sequence, change.Entry.Id);

    // How many of the kept changes lie up to a position.
    private int IndexAfter(ChangePosition position)
    {
        int low = 0;
        int high = _changes.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (PositionOf(_changes[middle]) <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
