using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Oracle;

/// <summary>What a settled population must be.</summary>
public sealed record ExpectedPopulation
{
    public required DateOnly AsOf { get; init; }

    /// <summary>Everyone that has ever bought, by id.</summary>
    public required IReadOnlyDictionary<CustomerId, ExpectedCustomer> Customers { get; init; }

    /// <summary>The population in the order of lists.</summary>
    public required IReadOnlyList<ExpectedCustomer> Everyone { get; init; }

    /// <summary>Lapsed customers in the order of lists.</summary>
    public required IReadOnlyList<ExpectedCustomer> Lapsed { get; init; }

    public required SegmentThresholds Thresholds { get; init; }

    /// <summary>The segments from Champions to Dormant, without and with lapsed customers.</summary>
    public required IReadOnlyList<ExpectedSegment> Segments { get; init; }

    public required IReadOnlyList<ExpectedSegment> SegmentsWithLapsed { get; init; }
}
