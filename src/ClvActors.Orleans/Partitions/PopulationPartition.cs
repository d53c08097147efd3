using System.Runtime.InteropServices;
using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Partitions;

/// <summary>The newest entries of a part of the population, in all the orders in which they are asked for.</summary>
/// <remarks>
/// A function of the set of entries that were taken, whatever the order in which they came and however often. Entries are replaced, never
/// removed: a customer that leaves the population stays known. Not thread-safe.
/// </remarks>
internal sealed class PopulationPartition
{
    /// <summary>How many changes are kept beside the entries unless told otherwise.</summary>
    public const int DefaultRecentChanges = 4096;

    private readonly Dictionary<CustomerId, int> _places = [];
    private readonly List<CustomerEntry> _entries = [];
    private readonly DueDays _due = new();
    private readonly OrderIndex<CustomerId> _ids = new();
    private readonly PartitionOrders _orders;
    private readonly RecentChanges _recent;
    private readonly StaleCustomers _stale;
    private NewestDates _newest = NewestDates.None;
    private int _oldestDay = int.MaxValue;
    private string _fingerprint = "";
    private KnownTally? _tally;

    /// <summary>Starts empty.</summary>
    /// <param name="firstSnapshotId">The first version's id; another activation of the same partition must not give out the same ids.</param>
    /// <param name="recentChanges">How many changes are kept beside the entries, at least 1.</param>
    public PopulationPartition(long firstSnapshotId = 1, int recentChanges = DefaultRecentChanges)
    {
        _orders = new PartitionOrders(firstSnapshotId);
        _recent = new RecentChanges(recentChanges);
        _stale = new StaleCustomers(_entries);
    }

    /// <summary>What the partition holds.</summary>
    public PartitionTotals Totals =>
        new(_orders.Customers, _orders.Lapsed, _orders.Scored, _newest.First, _newest.FirstDay, _newest.SecondDay, _oldestDay);

    /// <summary>Takes an entry that a customer tells.</summary>
    /// <returns>Whether it was news.</returns>
    public bool Apply(CustomerEntry entry)
    {
        if (!Take(entry, out int customer, out CustomerEntry? old))
        {
            return false;
        }

        Tell(entry, old);
        _stale.Revisit(customer);
        return true;
    }

    /// <summary>Takes the entry that a customer answers to a sweep; the sweep is done with it whether or not it stands at the view.</summary>
    /// <remarks>A customer on a silo that is ahead answers with what stands there, and would be visited for ever.</remarks>
    public void ApplySwept(CustomerEntry entry)
    {
        if (Take(entry, out _, out CustomerEntry? old))
        {
            Tell(entry, old);
        }
    }

    /// <summary>Takes an entry from storage. It was told before or is news to nobody in particular: the feed serves it from the entries.</summary>
    public void Load(CustomerEntry entry)
    {
        if (Take(entry, out int customer, out CustomerEntry? old))
        {
            if (IsTold(entry, old))
            {
                _recent.ForgetUpTo(new ChangePosition(entry.ChangeSequence, null));
            }

            _stale.Revisit(customer);
        }
    }

    /// <summary>What is known of a customer, or null.</summary>
    public CustomerEntry? Find(CustomerId id) => _places.TryGetValue(id, out int customer) ? _entries[customer] : null;

    /// <summary>Whether somebody's window contents change up to a day.</summary>
    public bool HasDueUpTo(int day) => _due.HasUpTo(day);

    /// <summary>Everyone whose window contents change up to a day, the earliest first.</summary>
    public CustomerId[] DueUpTo(int day) => [.. _due.UpTo(day).Select(customer => _entries[customer].Id)];

    /// <summary>Goes on with the sweep towards a view, or starts it.</summary>
    public void SweepTo(PopulationView view) => _stale.SweepTo(view);

    /// <summary>Takes out the next customer that does not stand at the view of <see cref="SweepTo"/>.</summary>
    /// <returns>Null when the sweep is through.</returns>
    public CustomerId? NextStale() => _stale.Next() is >= 0 and int customer ? _entries[customer].Id : null;

    /// <summary>Whether the sweep has nobody left to visit.</summary>
    public bool IsSwept() => _stale.IsThrough();

    /// <summary>Has the sweep visit a customer again whose call failed.</summary>
    public void Revisit(CustomerId id) => _stale.Revisit(_places[id]);

    /// <summary>Samples orders.</summary>
    public OrderSample[] Sample(PopulationOrder[] orders, int keys) => Array.ConvertAll(
        orders,
        order =>
        {
            (long id, OrderView view) = _orders.Newest(order);
            return view.Sample(id, keys);
        });

    /// <summary>The keys between pairs of keys.</summary>
    public OrderRange[] Ranges(OrderRangeRequest[] requests) => Array.ConvertAll(
        requests,
        request =>
        {
            (long id, OrderView view) = _orders.Find(request.SnapshotId, request.Order);
            return view.Range(id, request.Low, request.High);
        });

    /// <summary>The distinct model-scored values, all up to so many, otherwise some of them.</summary>
    public ValueRungs Rungs(int most, int otherwise) => _orders.NewestScored().Rungs(most, otherwise);

    /// <summary>How many entries of a value order have a value below each of some values.</summary>
    public int[] CountBelow(long snapshotId, PopulationOrder order, double[] values) =>
        Array.ConvertAll(values, _orders.FindValues(snapshotId, order).View.CountBelow);

    /// <summary>How many model-scored customers have a value up to each of some values.</summary>
    public int[] CountUpTo(double[] values) => Array.ConvertAll(values, _orders.NewestScored().CountUpTo);

    /// <summary>The records of a run of a value order.</summary>
    public OrderSlice Slice(long snapshotId, PopulationOrder order, int position, int count)
    {
        (long id, ValueOrderView view) = _orders.FindValues(snapshotId, order);
        return new OrderSlice(id, view.Records(Math.Min(position, view.Count), count));
    }

    /// <summary>Tallies the five segments, champions first; the same question about the same entries is answered from memory.</summary>
    public TallyPart[] Tally(double[] bounds, int lapsedAsOfDay)
    {
        if (_tally is { } known && known.Moves == _orders.Moves && known.LapsedAsOfDay == lapsedAsOfDay && bounds.AsSpan().SequenceEqual(known.Bounds))
        {
            return known.Parts;
        }

        SegmentParts parts = new(new SegmentThresholds(bounds[0], bounds[1], bounds[2], bounds[3]), lapsedAsOfDay);
        foreach (CustomerEntry entry in CollectionsMarshal.AsSpan(_entries))
        {
            parts.Add(entry.Record);
        }

        _tally = new KnownTally(_orders.Moves, lapsedAsOfDay, bounds, parts.ToParts());
        return _tally.Parts;
    }

    /// <summary>All entries as they stand now; a copy, so that somebody may go through them while others are taken.</summary>
    public CustomerEntry[] Entries() => [.. _entries];

    /// <summary>The first ids that begin with some characters, ascending.</summary>
    public CustomerId[] Search(string prefix, int most) => [.. CustomerIdOrder.StartingWith(new MergedOrder<CustomerId>(_ids.Publish()), prefix, most)];

    /// <summary>The changes after a position up to a sequence number, in order.</summary>
    public ToldChange[] Changes(ChangePosition after, long upToSequence, int count) =>
        after < _recent.Floor
            ? RecentChanges.FromEntries(_entries, after, upToSequence, count)
            : _recent.After(after, upToSequence, count);

    private bool Take(CustomerEntry entry, out int customer, out CustomerEntry? old)
    {
        bool isKnown = _places.TryGetValue(entry.Id, out customer);
        old = isKnown ? _entries[customer] : null;
        if (old is not null && old.Version >= entry.Version)
        {
            return false;
        }

        entry = WithSharedFingerprint(entry);
        _orders.Move(old, entry);
        if (isKnown)
        {
            _entries[customer] = entry;
        }
        else
        {
            customer = _entries.Count;
            _entries.Add(entry);
            _places.Add(entry.Id, customer);
            _ids.Insert(entry.Id);
        }

        _due.Move(customer, old?.NextDueDay ?? CustomerEntry.NeverDue, entry.NextDueDay);
        _newest = _newest.With(entry.Id, entry.NewestPurchaseDay);
        _oldestDay = Math.Min(_oldestDay, entry.Record.FirstPurchaseDay);
        return true;
    }

    // A batch that moves the as-of date tells a customer twice under its number; the feed keeps the newer value.
    private static bool IsTold(CustomerEntry entry, CustomerEntry? old) =>
        entry.ChangeSequence > (old?.ChangeSequence ?? 0)
        || (old is not null && entry.ChangeSequence == old.ChangeSequence && (!entry.ToldValue.Equals(old.ToldValue) || entry.ToldSource != old.ToldSource));

    private void Tell(CustomerEntry entry, CustomerEntry? old)
    {
        if (IsTold(entry, old))
        {
            _recent.Add(entry);
        }
    }

    // Every entry that was read or received brings a fingerprint of its own, 150 bytes that are nearly always the same.
    private CustomerEntry WithSharedFingerprint(CustomerEntry entry)
    {
        if (ReferenceEquals(entry.BundleFingerprint, _fingerprint))
        {
            return entry;
        }

        if (entry.BundleFingerprint == _fingerprint)
        {
            return entry with { BundleFingerprint = _fingerprint };
        }

        _fingerprint = entry.BundleFingerprint;
        return entry;
    }

    private sealed record KnownTally(long Moves, int LapsedAsOfDay, double[] Bounds, TallyPart[] Parts);
}
