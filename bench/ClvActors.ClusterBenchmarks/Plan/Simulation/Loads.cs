namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>Processor seconds per second that the planned load takes, by addition; where the search begins and what the simulation is checked against.</summary>
internal sealed class Loads(PlanOptions options, UnitCosts costs, CustomerTail tail, bool asksRanks)
{
    private const double Microsecond = 1e-6;

    /// <summary>Share of the invoices that find no activation.</summary>
    public double Cold { get; } = tail.NotSeen(options.IdleSeconds);

    /// <summary>Grains in memory.</summary>
    public double ActiveGrains { get; } = tail.Seen(options.IdleSeconds) + (options.Customers * options.ActiveShare / (options.SweepHours * 3_600) * options.IdleSeconds);

    /// <summary>Customers of the day's sweep.</summary>
    public double SweptPerSecond { get; } = options.Customers * options.ActiveShare / (options.SweepHours * 3_600);

    /// <summary>Customers per second that others push over a recency quintile's edge and that the next settling rescores.</summary>
    /// <remarks>A customer that buys after so long passes the edges at which customers not seen for less stand, and pushes one over each.</remarks>
    public double PushedPerSecond { get; } = options.Rate * Enumerable.Range(1, 4).Sum(quintile => tail.NotSeen(tail.TimeToSee(options.Customers * options.ActiveShare * quintile / 5)));

    /// <summary>Both.</summary>
    public double RescoredPerSecond => SweptPerSecond + PushedPerSecond;

    /// <summary>Share of swept customers that are not in memory.</summary>
    public double SweptCold { get; } = 1 - (tail.Seen(options.IdleSeconds) / options.Customers);

    public double SweptCost => (costs.Rescore + (SweptCold * costs.Activation)) * Microsecond;

    public double LookupCost => (costs.Lookup + (asksRanks ? options.Partitions * costs.CountCall : 0)) * Microsecond;

    public double InvoiceCost => costs.InvoiceStored * Microsecond;

    /// <summary>By what takes it: silos.</summary>
    public IReadOnlyList<(string What, double Cores)> Silos =>
    [
        ("invoices", options.Rate * InvoiceCost),
        ("activations for invoices", options.Rate * Cold * costs.Activation * Microsecond),
        ("deactivations with checkpoint", options.Rate * Cold * costs.Deactivation * Microsecond),
        ("day sweep", SweptPerSecond * SweptCost),
        ("customers pushed over an edge", PushedPerSecond * SweptCost),
        ("lookups", options.Lookups * LookupCost),
        ("settlings, partitions", options.Customers * costs.LookedAtEntry * Microsecond / options.SettleSeconds),
        ("settlings, root", SettlingVolume.Turns(options.Customers, options.Partitions).Sum() * costs.RootKey * Microsecond / options.SettleSeconds),
    ];

    /// <summary>By what takes it: databases, with every row in a group.</summary>
    public IReadOnlyList<(string What, double Cores)> Databases =>
    [
        ("rows of invoices", options.Rate * costs.DatabaseRow * Microsecond),
        ("rows of the day sweep", SweptPerSecond * costs.DatabaseRow * Microsecond),
        ("rows of customers pushed over an edge", PushedPerSecond * costs.DatabaseRow * Microsecond),
        ("checkpoints", options.Rate * Cold * costs.DatabaseCheckpoint * Microsecond),
        ("customers read back", ((options.Rate * Cold) + (RescoredPerSecond * SweptCold)) * costs.DatabaseRead * Microsecond),
    ];
}
