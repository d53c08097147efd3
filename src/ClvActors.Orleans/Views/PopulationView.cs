using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Views;

/// <summary>What every silo knows of the whole population: all that scoring needs, and where values stand.</summary>
/// <remarks>What an older program did not write reads as the members' initialisers say. Made by the segment aggregator and pushed to the silos; a higher version is newer. Immutable; safe on any thread.</remarks>
[GenerateSerializer, Immutable, Alias("clv.population-view")]
public sealed record PopulationView
{
    private static readonly double[] NoBounds = [.. Enumerable.Repeat(double.PositiveInfinity, 4)];

    /// <summary>Ascending with every publication; 0 before the first.</summary>
    [Id(0)]
    public required long Version { get; init; }

    /// <summary>Day number of the as-of date, or -1 before there is one.</summary>
    [Id(1)]
    public required int AsOfDay { get; init; } = -1;

    /// <summary>The rank edges that score from now on.</summary>
    [Id(2)]
    public required RankEdges Edges { get; init; } = RankEdges.None;

    /// <summary>Month ends that a customer closes for itself when it passes them, ascending.</summary>
    [Id(3)]
    public required MonthEnd[] MonthEnds { get; init; } = [];

    /// <summary>The bundle that scores.</summary>
    [Id(4)]
    public required string BundleId { get; init; } = "";

    /// <summary>Its fingerprint.</summary>
    [Id(5)]
    public required string BundleFingerprint { get; init; } = "";

    /// <summary>Thresholds of the five segments, from champions to occasional.</summary>
    [Id(6)]
    public required double[] Bounds { get; init; } = NoBounds;

    /// <summary>The model-scored values.</summary>
    [Id(7)]
    public required ValueLadder Ladder { get; init; } = ValueLadder.Empty;

    /// <summary>Customers in the population.</summary>
    [Id(8)]
    public required int Customers { get; init; }

    /// <summary>Lapsed customers.</summary>
    [Id(9)]
    public required int Lapsed { get; init; }

    /// <summary>The customer with the newest purchase; default before the first.</summary>
    [Id(10)]
    public required CustomerId NewestCustomer { get; init; }

    /// <summary>Day number of its newest purchase, or -1.</summary>
    [Id(11)]
    public required int NewestDay { get; init; } = -1;

    /// <summary>Whether everyone stands at this view.</summary>
    [Id(12)]
    public required bool IsSettled { get; init; }

    /// <summary>Sequence numbers up to here were given out by aggregators that are gone: the change feed may have passed them.</summary>
    [Id(13)]
    public long BygoneThrough { get; init; }

    /// <summary>Each partition's newest term: an activation with a lower one has been followed by another and must not answer any more. Empty from an older program's aggregator.</summary>
    [Id(14)]
    public long[] PartitionTerms { get; init; } = [];

    /// <summary>The window that counts.</summary>
    public ObservationWindow Window => new(AsOfDay);

    /// <summary>The segments' thresholds.</summary>
    public SegmentThresholds Thresholds => new(Bounds[0], Bounds[1], Bounds[2], Bounds[3]);
}
