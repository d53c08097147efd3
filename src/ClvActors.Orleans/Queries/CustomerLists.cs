using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Queries;

/// <summary>Pages and the portfolio over all partitions, by value descending, then id ascending.</summary>
/// <remarks>
/// A page is cut out of the whole order by position, so each partition sends only the records that are shown. Segments come from the
/// thresholds of the view that the caller has. Safe on any thread.
/// </remarks>
/// <param name="partitions">The partitions.</param>
/// <param name="sampleKeys">Keys sampled of each partition in a selection; null for the fewest bytes.</param>
internal sealed class CustomerLists(IPartitions partitions, int? sampleKeys = null)
{
    private readonly DistributedOrder _orders = new(partitions, sampleKeys);
    private readonly PartitionFanOut _fanOut = new(partitions);
    private readonly RunReader _runs = new(partitions);

    /// <summary>A page of customers; lapsed ones follow the population when they are asked for, without a segment or as part of Dormant.</summary>
    public async Task<CustomerPage> PageAsync(CustomerQuery query, PopulationView view)
    {
        bool showsLapsed = query.IncludeLapsed && query.Segment is (null or ClvSegment.Dormant);
        for (int attempt = 1; ; attempt++)
        {
            SampledOrder[] sampled = await _orders.SampleAsync(OrdersOf(showsLapsed));
            (int low, int high) = await RangeOfAsync(sampled[0], query.Segment, view.Thresholds);
            int lapsed = showsLapsed ? sampled[1].Count : 0;
            long first = (query.Page - 1L) * query.PerPage;
            long afterPopulation = Math.Max(0, first - (high - low));
            List<PositionRun> runs = [RunFromTop(sampled[0], low, high, first, query.PerPage)];
            if (showsLapsed)
            {
                runs.Add(RunFromTop(sampled[1], 0, lapsed, afterPopulation, query.PerPage - runs[0].Count));
            }

            (List<CustomerSummary> items, bool isOneVersion) = await ReadAsync([.. runs], view);
            if (isOneVersion || attempt == DistributedOrder.MostTries)
            {
                return new CustomerPage(items, high - low + lapsed);
            }
        }
    }

    /// <summary>All customers of the population; lapsed ones follow when asked for.</summary>
    public async Task<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed, PopulationView view)
    {
        for (int attempt = 1; ; attempt++)
        {
            SampledOrder[] sampled = await _orders.SampleAsync(OrdersOf(includeLapsed));
            (List<CustomerSummary> items, bool isOneVersion) = await ReadAsync(Array.ConvertAll(sampled, order => new PositionRun(order, 0, order.Count)), view);
            if (isOneVersion)
            {
                return items;
            }

            if (attempt == DistributedOrder.MostTries)
            {
                // Pieces of different versions may show a customer that moved meanwhile twice.
                return [.. items.DistinctBy(item => item.Record.Id)];
            }
        }
    }

    private static PopulationOrder[] OrdersOf(bool withLapsed) =>
        withLapsed ? [PopulationOrder.Everyone, PopulationOrder.Lapsed] : [PopulationOrder.Everyone];

    // The positions of so many entries downwards, after some were skipped from the top of a range.
    private static PositionRun RunFromTop(SampledOrder order, int low, int high, long skipped, int count)
    {
        int end = (int)Math.Max(low, high - skipped);
        return new PositionRun(order, Math.Max(low, end - count), end);
    }

    private async Task<(int Low, int High)> RangeOfAsync(SampledOrder everyone, ClvSegment? segment, SegmentThresholds thresholds)
    {
        if (segment is not { } wanted)
        {
            return (0, everyone.Count);
        }

        double[] bounds = wanted == ClvSegment.Champions
            ? [thresholds.LowerBound(wanted)]
            : [thresholds.LowerBound(wanted), thresholds.LowerBound(wanted - 1)];
        int[][] counts = await _fanOut.AskAsync((partition, number) => partition.CountBelow(everyone.SnapshotIn(number), everyone.Order, bounds));
        int low = Math.Min(everyone.Count, counts.Sum(part => part[0]));
        int high = bounds.Length == 1 ? everyone.Count : Math.Min(everyone.Count, counts.Sum(part => part[1]));
        return (low, Math.Max(low, high));
    }

    private async Task<(List<CustomerSummary> Items, bool IsOneVersion)> ReadAsync(PositionRun[] runs, PopulationView view)
    {
        SelectedPositions[] cuts = await _orders.SelectAsync(Array.ConvertAll(runs, run => (run.Order, run.Cuts())));
        List<CustomerSummary> items = new(runs.Sum(run => run.Count));
        bool isOneVersion = true;
        for (int index = 0; index < runs.Length; index++)
        {
            (CustomerRecord[][] parts, bool isSame) = await _runs.ReadAsync(runs[index], cuts[index]);
            isOneVersion &= isSame && cuts[index].IsOneVersion;
            foreach (CustomerRecord record in RunReader.Descending(parts))
            {
                CustomerRecord now = LapsedRecords.AsOf(view, record);
                items.Add(new CustomerSummary(now, Segmentation.SegmentOf(view.Thresholds, now)));
            }
        }

        return (items, isOneVersion);
    }
}
