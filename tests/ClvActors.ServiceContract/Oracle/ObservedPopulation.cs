using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Oracle;

/// <summary>Everything that a service answers about its population.</summary>
public sealed record ObservedPopulation
{
    /// <summary>Customers per page; small, so that there are many pages.</summary>
    public const int PerPage = 7;

    public required DateOnly? AsOf { get; init; }

    public required bool IsSettled { get; init; }

    public required string BundleId { get; init; }

    public required long EdgesVersion { get; init; }

    public required (int Customers, int Lapsed, int Scored) Totals { get; init; }

    public required SegmentThresholds Thresholds { get; init; }

    /// <summary>Lookups by id; null where nobody was found.</summary>
    public required IReadOnlyDictionary<CustomerId, ObservedCustomer?> Customers { get; init; }

    public required IReadOnlyList<CustomerSummary> Portfolio { get; init; }

    public required IReadOnlyList<CustomerSummary> PortfolioWithLapsed { get; init; }

    /// <summary>The pages of every list up to the first empty one.</summary>
    public required IReadOnlyDictionary<(ClvSegment? Segment, bool IncludeLapsed), IReadOnlyList<CustomerPage>> Pages { get; init; }

    public required IReadOnlyList<SegmentSummary> Segments { get; init; }

    public required IReadOnlyList<SegmentSummary> SegmentsWithLapsed { get; init; }

    /// <summary>All lists there are.</summary>
    public static IEnumerable<(ClvSegment? Segment, bool IncludeLapsed)> Lists()
    {
        foreach (bool includeLapsed in (bool[])[false, true])
        {
            yield return (null, includeLapsed);
            foreach (ClvSegment segment in Enum.GetValues<ClvSegment>())
            {
                yield return (segment, includeLapsed);
            }
        }
    }

    /// <summary>Asks a service everything.</summary>
    public static async Task<ObservedPopulation> OfAsync(ICustomerValueService service, IEnumerable<CustomerId> ids)
    {
        ServiceStatus status = await service.StatusAsync();
        Dictionary<CustomerId, ObservedCustomer?> customers = [];
        foreach (CustomerId id in ids)
        {
            CustomerDetail? detail = await service.FindAsync(id);
            customers[id] = detail is null
                ? null
                : new ObservedCustomer(detail.Record, detail.Segment, detail.PercentileRank, detail.EdgesVersion, detail.History);
        }

        Dictionary<(ClvSegment?, bool), IReadOnlyList<CustomerPage>> pages = [];
        foreach ((ClvSegment? segment, bool includeLapsed) in Lists())
        {
            List<CustomerPage> own = [];
            do
            {
                own.Add(await service.ListAsync(new CustomerQuery(own.Count + 1, PerPage, segment, includeLapsed)));
            }
            while (own[^1].Items.Count > 0);
            pages.Add((segment, includeLapsed), own);
        }

        return new ObservedPopulation
        {
            AsOf = status.AsOf,
            IsSettled = status.IsSettled,
            BundleId = status.BundleId,
            EdgesVersion = status.EdgesVersion,
            Totals = (status.Customers, status.LapsedCustomers, status.ScoredCustomers),
            Thresholds = status.Thresholds,
            Customers = customers,
            Portfolio = await service.PortfolioAsync(),
            PortfolioWithLapsed = await service.PortfolioAsync(includeLapsed: true),
            Pages = pages,
            Segments = await service.SegmentsAsync(),
            SegmentsWithLapsed = await service.SegmentsAsync(includeLapsed: true),
        };
    }
}
