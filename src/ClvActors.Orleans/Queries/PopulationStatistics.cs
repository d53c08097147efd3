using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Queries;

/// <summary>Statistics of the whole population, exact whatever the number of partitions.</summary>
/// <remarks>Safe on any thread.</remarks>
/// <param name="partitions">The partitions.</param>
/// <param name="sampleKeys">Keys sampled of each partition in a selection; null for the fewest bytes.</param>
internal sealed class PopulationStatistics(IPartitions partitions, int? sampleKeys = null)
{
    private readonly DistributedOrder _orders = new(partitions, sampleKeys);
    private readonly PartitionFanOut _fanOut = new(partitions);

    /// <summary>Takes the rank edges.</summary>
    /// <param name="version">Their version.</param>
    /// <returns>The edges, or those of nobody with the version when the population is empty.</returns>
    public async Task<RankEdges> EdgesAsync(long version)
    {
        SelectedPositions[] ranks = await _orders.SelectAsync(
            Quintiles(PopulationOrder.Recency), Quintiles(PopulationOrder.Frequency), Quintiles(PopulationOrder.Monetary));
        return ranks[0].Count == 0
            ? RankEdges.None with { Version = version }
            : new RankEdges(version, EdgesOf(ranks[0]), EdgesOf(ranks[1]), EdgesOf(ranks[2]));
    }

    /// <summary>Takes the thresholds of the five segments.</summary>
    public async Task<SegmentThresholds> ThresholdsAsync()
    {
        SelectedPositions[] scored = await _orders.SelectAsync(
            new OrderPositions(PopulationOrder.Scored, count => PositionsRead(at => SegmentThresholds.Of(count, at))));
        return SegmentThresholds.Of(scored[0].Count, scored[0].ValueAt);
    }

    /// <summary>The median of every feature over the population; 0 while it is empty.</summary>
    /// <remarks>One feature after another: each partition sorts a column for each, and serves others in between.</remarks>
    public async Task<double[]> MediansAsync()
    {
        double[] medians = new double[FeatureSet.Count];
        for (int feature = 0; feature < medians.Length; feature++)
        {
            SelectedPositions[] column = await _orders.SelectAsync(
                new OrderPositions(PopulationOrder.FirstFeature + feature, count => PositionsRead(at => SegmentThresholds.Percentile(count, at, 50))));
            if (column[0].Count == 0)
            {
                break;
            }

            // Entries of an older program have no values of newer features until the first sweep has reached them.
            double median = SegmentThresholds.Percentile(column[0].Count, column[0].ValueAt, 50);
            medians[feature] = double.IsNaN(median) ? 0 : median;
        }

        return medians;
    }

    /// <summary>100 x share of the model-scored customers with a value up to this one; 0 when there are none.</summary>
    public async Task<double> PercentileRankAsync(double value)
    {
        double[] values = [value, double.PositiveInfinity];
        int[][] counts = await _fanOut.AskAsync(partition => partition.CountUpTo(values));
        return Segmentation.PercentileRank(counts.Sum(part => part[0]), counts.Sum(part => part[1]));
    }

    /// <summary>Counts of model-scored customers up to values, of which every rung is exact.</summary>
    /// <param name="most">Most rungs, at least 2.</param>
    public async Task<ValueLadder> LadderAsync(int most)
    {
        // Partitions with many values send four times their share, so that rungs can be chosen evenly and the messages stay small.
        int share = Math.Max(1, 4 * most / partitions.Count);
        ValueRungs[] parts = await _fanOut.AskAsync(partition => partition.Rungs(most, Math.Min(most, share)));
        ValueLadder merged = LadderMerge.Of(parts, most);
        if (merged.IsExact || Array.TrueForAll(parts, part => part.IsExact))
        {
            return merged;
        }

        // Between the rungs of a partition its counts are only bounds, so the chosen ones are counted.
        int[][] counts = await _fanOut.AskAsync(partition => partition.CountUpTo(merged.Values));
        return merged with { UpTo = [.. merged.Values.Select((_, rung) => counts.Sum(part => part[rung]))] };
    }

    private static OrderPositions Quintiles(PopulationOrder order) =>
        new(order, count => Enumerable.Range(1, 4).Select(quintile => QuintileEdges.LastPositionOf(quintile, count)));

    private static QuintileEdges EdgesOf(SelectedPositions ranks)
    {
        RankKey[] edges = [.. Enumerable.Range(1, 4).Select(quintile => ranks[QuintileEdges.LastPositionOf(quintile, ranks.Count)]).Select(key => new RankKey(key.Value, key.Customer))];
        return new QuintileEdges(edges[0], edges[1], edges[2], edges[3]);
    }

    // The formula itself tells which positions it reads.
    private static HashSet<int> PositionsRead(Action<Func<int, double>> formula)
    {
        HashSet<int> read = [];
        formula(position =>
        {
            read.Add(position);
            return 0;
        });
        return read;
    }
}
