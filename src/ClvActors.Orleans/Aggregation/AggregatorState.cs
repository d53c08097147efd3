using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Aggregation;

/// <summary>What the aggregator must not forget.</summary>
/// <remarks>Members are only ever added, with new ids.</remarks>
[GenerateSerializer, Alias("clv.aggregator-state")]
public sealed class AggregatorState
{
    /// <summary>The newest layout that this program understands.</summary>
    public const int NewestFormat = 1;

    /// <summary>A copy that the next changes leave alone; arrays are replaced, never written to.</summary>
    public AggregatorState Copy() => (AggregatorState)MemberwiseClone();

    /// <summary>Layout of the state; 0 for no state at all.</summary>
    [Id(0)]
    public int Format { get; set; }

    /// <summary>Counts the aggregator's activations.</summary>
    [Id(1)]
    public long Epoch { get; set; }

    /// <summary>Sequence numbers up to here may have been given out.</summary>
    [Id(2)]
    public long ReservedThrough { get; set; }

    /// <summary>The newest completed sequence number.</summary>
    [Id(3)]
    public long Completed { get; set; }

    /// <summary>The newest completed sequence numbers, so that a repeated completion is counted once.</summary>
    [Id(4)]
    public long[] RecentlyCompleted { get; set; } = [];

    /// <summary>The twelve numbers over all lines ever completed; empty before the first.</summary>
    [Id(5)]
    public long[] Counts { get; set; } = [];

    /// <summary>Day number of the as-of date, or -1.</summary>
    [Id(6)]
    public int AsOfDay { get; set; } = -1;

    /// <summary>The customer with the newest purchase.</summary>
    [Id(7)]
    public CustomerId NewestCustomer { get; set; }

    /// <summary>Day number of its newest purchase, or -1.</summary>
    [Id(8)]
    public int NewestDay { get; set; } = -1;

    /// <summary>The newest day that a second customer has reached, or -1.</summary>
    [Id(9)]
    public int SecondNewestDay { get; set; } = -1;

    /// <summary>Day number of the oldest purchase, or <see cref="int.MaxValue"/>.</summary>
    [Id(10)]
    public int OldestDay { get; set; } = int.MaxValue;

    /// <summary>The published edges.</summary>
    [Id(11)]
    public RankEdges Edges { get; set; } = RankEdges.None;

    /// <summary>Month ends that some customers may not have closed yet.</summary>
    [Id(12)]
    public MonthEnd[] MonthEnds { get; set; } = [];

    /// <summary>The newest view's version.</summary>
    [Id(13)]
    public long ViewVersion { get; set; }

    /// <summary>The bundle that serves; empty before the first silo.</summary>
    [Id(14)]
    public string BundleId { get; set; } = "";

    /// <summary>Its fingerprint.</summary>
    [Id(15)]
    public string BundleFingerprint { get; set; } = "";

    /// <summary>Where it was found.</summary>
    [Id(16)]
    public string BundleFolder { get; set; } = "";

    /// <summary>The change feed is complete at least up to here.</summary>
    [Id(17)]
    public long ToldThrough { get; set; }

    /// <summary>The silos that hear of views.</summary>
    [Id(18)]
    public SubscribedSilo[] Silos { get; set; } = [];

    /// <summary>The published thresholds from champions to occasional; empty before the first.</summary>
    [Id(19)]
    public double[] Bounds { get; set; } = [];

    /// <summary>Customers in the population when the thresholds were taken.</summary>
    [Id(20)]
    public int Customers { get; set; }

    /// <summary>Lapsed customers then.</summary>
    [Id(21)]
    public int Lapsed { get; set; }

    /// <summary>Model-scored customers then.</summary>
    [Id(22)]
    public int Scored { get; set; }

    /// <summary>Each partition's newest term; empty before the first.</summary>
    [Id(23)]
    public long[] PartitionTerms { get; set; } = [];
}
