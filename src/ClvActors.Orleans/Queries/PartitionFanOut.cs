using ClvActors.Domain.Population;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>Asks all partitions the same and puts the answers together.</summary>
/// <remarks>An answer of several partitions holds one moment of each, not one moment of all. Safe on any thread.</remarks>
internal sealed class PartitionFanOut(IPartitions partitions)
{
    /// <summary>Asks every partition at the same time.</summary>
    /// <returns>The answers by partition.</returns>
    public Task<T[]> AskAsync<T>(Func<IPopulationPartitionGrain, Task<T>> question) => AskAsync((partition, _) => question(partition));

    /// <summary>Asks every partition a question of its own at the same time.</summary>
    public Task<T[]> AskAsync<T>(Func<IPopulationPartitionGrain, int, Task<T>> question) =>
        Task.WhenAll(Enumerable.Range(0, partitions.Count).Select(partition => question(partitions[partition], partition)));

    /// <summary>Tells every partition something at the same time.</summary>
    public Task TellAsync(Func<IPopulationPartitionGrain, Task> news) =>
        Task.WhenAll(Enumerable.Range(0, partitions.Count).Select(partition => news(partitions[partition])));

    /// <summary>What all partitions hold together.</summary>
    public async Task<PartitionTotals> TotalsAsync() =>
        (await AskAsync(partition => partition.Totals())).Aggregate(PartitionTotals.None, (totals, part) => totals.With(part));

    /// <summary>The changes after a position up to a sequence number, in feed order.</summary>
    /// <param name="after">The position.</param>
    /// <param name="upToSequence">Last sequence number that may be told: below it no change arrives any more.</param>
    /// <param name="count">Most changes.</param>
    public async Task<ToldChange[]> ChangesAsync(ChangePosition after, long upToSequence, int count)
    {
        // Each partition's first so many are enough: none of the merged first so many lies behind them.
        ToldChange[][] parts = await AskAsync(partition => partition.Changes(after.Sequence, after.Customer, upToSequence, count));
        return [.. parts.SelectMany(part => part).OrderBy(RecentChanges.PositionOf).Take(count)];
    }

    /// <summary>The first ids of all partitions that begin with some characters, ascending.</summary>
    public async Task<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most)
    {
        CustomerId[][] parts = await AskAsync(partition => partition.Search(prefix, most));
        return [.. parts.SelectMany(part => part).Order().Take(most)];
    }

    /// <summary>The five segments from champions to dormant, to the same bits whatever the number of partitions.</summary>
    /// <param name="thresholds">The thresholds.</param>
    /// <param name="lapsedAsOfDay">Day number at which lapsed customers count as dormant, or -1 to leave them out.</param>
    public async Task<IReadOnlyList<SegmentSummary>> SegmentsAsync(SegmentThresholds thresholds, int lapsedAsOfDay)
    {
        double[] bounds = [thresholds.Champions, thresholds.HighValue, thresholds.Growing, thresholds.Occasional];
        TallyPart[][] parts = await AskAsync(partition => partition.Tally(bounds, lapsedAsOfDay));
        SegmentSummary[] segments = new SegmentSummary[ClvSegmentNames.All.Count];
        for (int segment = 0; segment < segments.Length; segment++)
        {
            SegmentTally tally = new();
            foreach (TallyPart[] part in parts)
            {
                tally.Add(part[segment].Count, part[segment].RecencyDays, part[segment].ValuePartials);
            }

            segments[segment] = tally.Summarise((ClvSegment)segment, thresholds.LowerBound((ClvSegment)segment));
        }

        return segments;
    }
}
