using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Tests.Clusters;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>A random shop's lines as batches, beside what the population must be after them.</summary>
internal sealed class ShopStream
{
    // Positions in the numbers of a tally.
    private const int InvoicesAccepted = 4;
    private const int InvoicesRescored = 5;

    private readonly RandomShop _shop;
    private readonly string _context;
    private readonly PopulationOracle _oracle = new();
    private readonly int _daysAfter;

    public ShopStream(int seed, ArrivalOrder order)
    {
        Random = new Random(seed);
        _shop = RandomShop.Make(seed);
        _context = $"seed {seed}, {order}";
        _daysAfter = Random.Next(40);
        double step = Random.Next(2) * 2;
        Model = new ExponentialModel($"model-{step}", seed, step);
        Models.Offer(Model);
        Customers = [.. _shop.Lines.Select(sold => sold.Line.Customer).OfType<CustomerId>().Concat(_shop.Customers).Distinct()];
        int largest = Random.Next(3) switch { 0 => 20, 1 => 100, _ => 400 };
        Batches = ServiceContract.Shops.Batches.Cut(_shop.Arriving(order, Random), () => Random.Next(1, largest));
        foreach (TransactionBatch batch in Batches)
        {
            _oracle.Add(batch.Lines);
        }
    }

    public Random Random { get; }

    public IValueModel Model { get; }

    public OfferedModels Models { get; } = new();

    public IReadOnlyList<TransactionBatch> Batches { get; }

    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>Day number of the shop's first day.</summary>
    public int FirstDay => _shop.FirstDay;

    /// <summary>Day number of the last sale whose date is not typed wrong.</summary>
    public int LastDay => _shop.LastDay;

    /// <summary>The batches for several clients at once: each has customers of its own, so that the lines of an invoice keep their order.</summary>
    public IReadOnlyList<TransactionBatch>[] ForClients(int clients) =>
    [
        .. Enumerable.Range(0, clients).Select(client => (IReadOnlyList<TransactionBatch>)
        [
            .. Batches.Select(batch => new TransactionBatch([.. batch.Lines.Where(line => ClientOf(line, clients) == client)])).Where(batch => batch.Lines.Count > 0),
        ]),
    ];

    /// <summary>Moves to a day after the last sale, settles and compares everything but histories.</summary>
    /// <returns>What was found.</returns>
    public async Task<ObservedPopulation> AssertSettledAsync(ShakenCluster cluster)
    {
        DateOnly last = DateOnly.FromDayNumber(_shop.LastDay + _daysAfter);
        DateOnly? stands = await cluster.UntilServed((service, cancellation) => service.AdvanceAsOfAsync(last, cancellation), $"{_context}: the cluster settles at {last}");
        DateOnly asOf = stands > last ? stands.Value : last;
        ObservedPopulation observed = await cluster.ObserveAsync(cluster.Any(), Customers);
        PopulationComparison.AssertEqual(_oracle.At(asOf, Model), observed, $"{_context}, {cluster}");
        return observed;
    }

    /// <summary>Does the same, and waits until the feed ends with what lookups answer.</summary>
    public async Task<ObservedPopulation> AssertSettledAsync(ShakenCluster cluster, FeedReader feed)
    {
        ObservedPopulation observed = await AssertSettledAsync(cluster);
        await feed.AssertEndsWithAsync(
            observed.Customers.Where(customer => customer.Value is not null).ToDictionary(customer => customer.Key, customer => customer.Value!.Record.PredictedValue),
            $"{_context}, {cluster}");
        return observed;
    }

    /// <summary>Compares the counts with one pass in which nothing comes late; true only while no batch is sent twice.</summary>
    public void AssertCountsOfOnePass(ServiceStatus status, string what)
    {
        long[] once = _oracle.Counts.ToArray();
        once[InvoicesRescored] = once[InvoicesAccepted];
        long[] found = status.Counts.ToArray();
        Assert.True(once.AsSpan().SequenceEqual(found), $"{_context}, {what}: counts: wanted {string.Join(' ', once)}, found {string.Join(' ', found)}");
    }

    /// <summary>Compares the histories with one pass at each month end.</summary>
    public void AssertHistory(ObservedPopulation observed, string what) =>
        PopulationComparison.AssertHistory(_oracle.HistoryBefore(observed.AsOf!.Value, Model), observed, $"{_context}, {what}");

    public override string ToString() => _context;

    private static int ClientOf(TransactionLine line, int clients) =>
        (int)((uint)StableHash(line.Customer?.ToString() ?? line.Invoice) % clients);

    private static int StableHash(string text) => text.Aggregate(17, (hash, letter) => unchecked((hash * 31) + letter));
}
