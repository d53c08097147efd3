using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

/// <summary>The live path without an engine: customer states on shards, their rank orders kept by deletes and inserts, edges from the merged orders.</summary>
internal sealed class LiveShop
{
    private readonly Shard[] _shards;

    public LiveShop(int shards) => _shards = [.. Enumerable.Range(0, shards).Select(_ => new Shard())];

    public ObservationWindow Window { get; private set; } = ObservationWindow.Unset;

    public IngestCounts Counts { get; } = new();

    public IEnumerable<CustomerState> Customers => _shards.SelectMany(shard => shard.Customers.Values);

    public void Apply(TransactionLine line)
    {
        RejectReason? reason = LineCleaner.Judge(line);
        if (reason is { } told)
        {
            Counts.Reject(told);
        }

        if (reason is not (null or RejectReason.Cancellation))
        {
            return;
        }

        Shard shard = ShardOf(line.Customer!.Value);
        CustomerState state = shard.Open(line.Customer.Value, Window);
        if (reason is null)
        {
            Counts.Count(state.ApplyPurchase(line));
            shard.Place(state);
        }
        else
        {
            state.ApplyCancellation(line);
        }
    }

    public void AdvanceTo(DateOnly asOf)
    {
        Window = ObservationWindow.At(asOf);
        foreach (Shard shard in _shards)
        {
            foreach (CustomerState state in shard.Customers.Values)
            {
                state.AdvanceTo(Window);
                shard.Place(state);
            }
        }
    }

    /// <summary>Replaces every state by one that is put back together from what a snapshot would hold.</summary>
    public void Restart()
    {
        foreach (Shard shard in _shards)
        {
            shard.Restart(Window);
        }
    }

    public RankEdges TakeEdges(long version) =>
        RankEdges.Of(version, Merge(shard => shard.Recency), Merge(shard => shard.Frequency), Merge(shard => shard.Monetary));

    public Dictionary<CustomerId, FeatureVector> Features(RankEdges edges)
    {
        Dictionary<CustomerId, FeatureVector> features = [];
        foreach (CustomerState state in Customers.Where(state => state.IsInWindow))
        {
            WindowTotals totals = state.Totals();
            double[] values = new double[FeatureSet.Count];
            RfmScores scores = edges.ScoresOf(RankKeys.Of(state.Id, totals));
            FeatureFormulas.Write(totals, state.Behaviour(), Window.AsOfDay - totals.LastDay, scores, values);
            features.Add(state.Id, new FeatureVector(values));
        }

        return features;
    }

    private Shard ShardOf(CustomerId id) => _shards[(int)(id.StableHash() % (ulong)_shards.Length)];

    private MergedOrder<RankKey> Merge(Func<Shard, OrderIndex<RankKey>> order) =>
        new([.. _shards.Select(shard => order(shard).Publish())]);

    private sealed class Shard
    {
        private readonly Dictionary<CustomerId, RankKeys> _places = [];
        private StockCodeTable _stockCodes = new();

        public Dictionary<CustomerId, CustomerState> Customers { get; } = [];

        public OrderIndex<RankKey> Recency { get; } = new();

        public OrderIndex<RankKey> Frequency { get; } = new();

        public OrderIndex<RankKey> Monetary { get; } = new();

        public CustomerState Open(CustomerId id, ObservationWindow window)
        {
            if (!Customers.TryGetValue(id, out CustomerState? state))
            {
                Customers.Add(id, state = new CustomerState(id, _stockCodes, window));
            }

            return state;
        }

        public void Place(CustomerState state)
        {
            RankKeys? now = state.IsInWindow ? RankKeys.Of(state.Id, state.Totals()) : null;
            RankKeys? before = _places.TryGetValue(state.Id, out RankKeys keys) ? keys : null;
            if (now == before)
            {
                return;
            }

            if (before is { } old)
            {
                Recency.Remove(old.Recency);
                Frequency.Remove(old.Frequency);
                Monetary.Remove(old.Monetary);
                _places.Remove(state.Id);
            }

            if (now is { } place)
            {
                Recency.Insert(place.Recency);
                Frequency.Insert(place.Frequency);
                Monetary.Insert(place.Monetary);
                _places.Add(state.Id, place);
            }
        }

        public void Restart(ObservationWindow window)
        {
            StockCodeTable stockCodes = new();
            foreach ((CustomerId id, CustomerState state) in Customers)
            {
                CustomerState restored = new(id, stockCodes, window);
                restored.RestoreDates(state.FirstPurchaseDay, state.NewestPurchaseDay, state.LastExpiredDay);
                foreach (Invoice invoice in state.Cancellations)
                {
                    restored.Restore(Copy(invoice, stockCodes), isCancellation: true);
                }

                foreach (Invoice invoice in state.Purchases)
                {
                    restored.Restore(Copy(invoice, stockCodes), isCancellation: false);
                }

                Customers[id] = restored;
            }

            _stockCodes = stockCodes;
        }

        private Invoice Copy(Invoice invoice, StockCodeTable stockCodes)
        {
            Invoice copy = new(invoice.Number, invoice.Day);
            foreach (ref readonly InvoiceLine line in invoice.Lines)
            {
                copy.Add(line with { StockNumber = stockCodes.NumberOf(_stockCodes.CodeOf(line.StockNumber)) }, invoice.Time);
            }

            return copy;
        }
    }
}
