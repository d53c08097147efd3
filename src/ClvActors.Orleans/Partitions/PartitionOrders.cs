using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Partitions;

/// <summary>The orders of a partition and their sampled versions.</summary>
/// <remarks>
/// An update costs a few block moves; a version is published only when a question needs one, because the first update of a block after a publication
/// copies it. Not thread-safe; the views are.
/// </remarks>
internal sealed class PartitionOrders
{
    private const int RememberedViews = 16;

    // A view of a feature is a sorted copy of its own, 24 bytes for each customer.
    private const int RememberedFeatureViews = 4;

    // A version keeps alive the records that it shows: in the worst case 16 times everyone. Questions about a sample come within milliseconds.
    private const int FewestMovesToRemember = 65_536;

    private readonly OrderIndex<RankKey> _recency = new();
    private readonly OrderIndex<RankKey> _frequency = new();
    private readonly OrderIndex<RankKey> _monetary = new();
    private readonly OrderIndex<ValueEntry> _scored = new();
    private readonly OrderIndex<ValueEntry> _coldStarts = new();
    private readonly OrderIndex<ValueEntry> _lapsed = new();
    private readonly Dictionary<PopulationOrder, Published> _published = [];
    private readonly RecentOrderViews _featureViews = new(RememberedFeatureViews);
    private long _lastSnapshotId;

    /// <summary>Starts empty.</summary>
    /// <param name="firstSnapshotId">The first version's id; another activation of the same partition must not give out the same ids.</param>
    public PartitionOrders(long firstSnapshotId) => _lastSnapshotId = firstSnapshotId - 1;

    /// <summary>Customers that the model scored.</summary>
    public int Scored => _scored.Count;

    /// <summary>Customers in the population.</summary>
    public int Customers => _recency.Count;

    /// <summary>Lapsed customers.</summary>
    public int Lapsed => _lapsed.Count;

    /// <summary>How many entries were taken.</summary>
    public long Moves { get; private set; }

    /// <summary>Moves a customer.</summary>
    /// <param name="old">What stood so far, or null.</param>
    /// <param name="entry">What stands now.</param>
    public void Move(CustomerEntry? old, CustomerEntry entry)
    {
        Moves++;
        RankKeys? from = old?.Keys;
        RankKeys? to = entry.Keys;
        _recency.Move(from?.Recency, to?.Recency);
        _frequency.Move(from?.Frequency, to?.Frequency);
        _monetary.Move(from?.Monetary, to?.Monetary);

        // Also at the same value, because lists show the record that stands in the order.
        if (old is not null)
        {
            ValueOrderOf(old.Record.Source)?.Remove(new ValueEntry(old.Record.PredictedValue, old.Record));
        }

        ValueOrderOf(entry.Record.Source)?.Insert(new ValueEntry(entry.Record.PredictedValue, entry.Record));
    }

    /// <summary>The newest version of an order.</summary>
    public (long Id, OrderView View) Newest(PopulationOrder order)
    {
        if (order >= PopulationOrder.FirstFeature)
        {
            return NewestFeature(order);
        }

        (object First, object? Second) source = order switch
        {
            PopulationOrder.Recency => (_recency.Publish(), null),
            PopulationOrder.Frequency => (_frequency.Publish(), null),
            PopulationOrder.Monetary => (_monetary.Publish(), null),
            PopulationOrder.Scored => (_scored.Publish(), null),
            PopulationOrder.Everyone => (_scored.Publish(), _coldStarts.Publish()),
            PopulationOrder.Lapsed => (_lapsed.Publish(), null),
            _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such order."),
        };
        if (_published.TryGetValue(order, out Published? known) && known.First == source.First && known.Second == source.Second)
        {
            return (known.Id, known.View);
        }

        OrderView view = source switch
        {
            (OrderSnapshot<RankKey> ranks, _) => new RankOrderView(ranks),
            (OrderSnapshot<ValueEntry> scored, OrderSnapshot<ValueEntry> coldStarts) => new ValueOrderView(scored, coldStarts),
            _ => new ValueOrderView((OrderSnapshot<ValueEntry>)source.First),
        };
        Published published = new(source.First, source.Second, ++_lastSnapshotId, view, known?.Recent ?? new RecentOrderViews(RememberedViews));
        published.Recent.Add(published.Id, view, Moves, OldestMoves);
        _published[order] = published;
        return (published.Id, view);
    }

    /// <summary>A sampled version of an order, or the newest if that is forgotten.</summary>
    public (long Id, OrderView View) Find(long id, PopulationOrder order)
    {
        OrderView? view = order >= PopulationOrder.FirstFeature
            ? _featureViews.Find(FeatureViewId(id, order))
            : _published.GetValueOrDefault(order)?.Recent.Find(id);
        return view is null ? Newest(order) : (id, view);
    }

    /// <summary>A sampled version of a value order, or the newest if that is forgotten.</summary>
    public (long Id, ValueOrderView View) FindValues(long id, PopulationOrder order)
    {
        (long found, OrderView view) = Find(id, order);
        return view is ValueOrderView values
            ? (found, values)
            : throw new ArgumentOutOfRangeException(nameof(order), order, "Not an order by value.");
    }

    /// <summary>The newest version of the model-scored customers.</summary>
    public ValueOrderView NewestScored() => (ValueOrderView)Newest(PopulationOrder.Scored).View;

    private (long Id, OrderView View) NewestFeature(PopulationOrder order)
    {
        int feature = order - PopulationOrder.FirstFeature;
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(feature, FeatureSet.Count, nameof(order));
        (long id, OrderView everyone) = Newest(PopulationOrder.Everyone);
        OrderView? view = _featureViews.Find(FeatureViewId(id, order));
        if (view is null)
        {
            view = new FeatureOrderView(((ValueOrderView)everyone).Records(0, everyone.Count), feature);
            _featureViews.Add(FeatureViewId(id, order), view, Moves, OldestMoves);
        }

        return (id, view);
    }

    private long OldestMoves => Moves - Math.Max(2L * (Customers + Lapsed), FewestMovesToRemember);

    // Features are told apart in the low digits, so that one list holds the views of all of them.
    private static long FeatureViewId(long id, PopulationOrder order) => (id * FeatureSet.Count) + (order - PopulationOrder.FirstFeature);

    private OrderIndex<ValueEntry>? ValueOrderOf(PredictionSource source) => source switch
    {
        PredictionSource.Model => _scored,
        PredictionSource.ColdStart => _coldStarts,
        PredictionSource.Lapsed => _lapsed,
        _ => null,
    };

    private sealed record Published(object First, object? Second, long Id, OrderView View, RecentOrderViews Recent);
}
