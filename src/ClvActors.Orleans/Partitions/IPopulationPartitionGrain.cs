using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Surveys;

namespace ClvActors.Orleans.Partitions;

/// <summary>Indexes one part of the population: it takes value changes, keeps the orders, answers queries and drives the sweep of its customers. The key is the partition's number.</summary>
/// <remarks>
/// Everything it holds is stored beside the customers' journals, so that a new activation reads it back without waking a customer. Days of recency of
/// lapsed customers, whom a sweep visits only if the bundle covers them, are told as of a day that the caller names.
/// </remarks>
[Alias("clv.population-partition")]
public interface IPopulationPartitionGrain : IGrainWithIntegerKey
{
    /// <summary>Takes entries: a customer's first is inserted, a newer one replaces, one outside every order removes, an older one is ignored.</summary>
    [Alias("apply")]
    Task Apply(CustomerEntry[] entries);

    /// <summary>Reads stored entries again, after a silo may have died between storing and telling.</summary>
    [Alias("reload")]
    Task Reload();

    /// <summary>Has customers rescored whose window contents change up to a day, until done or a slice of time is over.</summary>
    /// <param name="viewVersion">The view to bring them to.</param>
    /// <param name="asOfDay">The day.</param>
    /// <param name="firstSequence">Sequence number under which changed values are told.</param>
    /// <returns>Whether nobody is due any more.</returns>
    [Alias("advance-due")]
    Task<bool> AdvanceDue(long viewVersion, int asOfDay, long firstSequence);

    /// <summary>Has customers rescored that do not stand at the silo's view and move with it, until done or a slice of time is over.</summary>
    /// <param name="viewVersion">The view that the silo must have.</param>
    /// <param name="sequence">Sequence number under which changed values are told.</param>
    /// <returns>Whether everyone stands at the view.</returns>
    [Alias("sweep")]
    Task<bool> Sweep(long viewVersion, long sequence);

    /// <summary>What the partition holds.</summary>
    [Alias("totals")]
    Task<PartitionTotals> Totals();

    /// <summary>Samples orders.</summary>
    /// <param name="orders">Which orders.</param>
    /// <param name="keys">Most keys of each, at least 2.</param>
    [Alias("sample")]
    Task<OrderSample[]> Sample(PopulationOrder[] orders, int keys);

    /// <summary>The keys between pairs of keys, both included, each in the version that was sampled, or in the newest if that is forgotten.</summary>
    [Alias("ranges")]
    Task<OrderRange[]> Ranges(OrderRangeRequest[] requests);

    /// <summary>The distinct model-scored values with the counts up to them.</summary>
    /// <param name="most">Up to so many values all are told.</param>
    /// <param name="otherwise">If there are more, at most so many of them, evenly spaced by customers; at least 1.</param>
    [Alias("rungs")]
    Task<ValueRungs> Rungs(int most, int otherwise);

    /// <summary>How many entries of a value order have a value below each of some values.</summary>
    /// <param name="snapshotId">The version that was sampled; the newest answers if it is forgotten.</param>
    /// <param name="order">Scored, everyone or lapsed.</param>
    /// <param name="values">The values.</param>
    [Alias("count-below")]
    Task<int[]> CountBelow(long snapshotId, PopulationOrder order, double[] values);

    /// <summary>How many model-scored customers have a value up to each of some values.</summary>
    [Alias("count-up-to")]
    Task<int[]> CountUpTo(double[] values);

    /// <summary>The records of a run of a value order.</summary>
    /// <param name="snapshotId">The version that was sampled; the newest answers if it is forgotten.</param>
    /// <param name="order">Scored, everyone or lapsed.</param>
    /// <param name="position">0-based ascending position of the first in this partition.</param>
    /// <param name="count">Most records.</param>
    [Alias("slice")]
    Task<OrderSlice> Slice(long snapshotId, PopulationOrder order, int position, int count);

    /// <summary>Tallies the five segments, champions first, under thresholds.</summary>
    /// <param name="bounds">The four thresholds from champions to occasional.</param>
    /// <param name="lapsedAsOfDay">The day at which lapsed customers count as dormant, or -1 to leave them out.</param>
    [Alias("tally")]
    Task<TallyPart[]> Tally(double[] bounds, int lapsedAsOfDay);

    /// <summary>Counts the partition's part of the population for a survey, all of one moment.</summary>
    [Alias("survey")]
    Task<SurveyAnswer> Survey(SurveyQuestion question);

    /// <summary>The first ids of customers that ever bought whose spelling begins with some characters, ascending.</summary>
    /// <param name="prefix">The characters.</param>
    /// <param name="most">Most ids.</param>
    [Alias("search")]
    Task<CustomerId[]> Search(string prefix, int most);

    /// <summary>The changes after a position up to a sequence number, in order.</summary>
    /// <param name="afterSequence">Sequence number of the position.</param>
    /// <param name="afterCustomer">Customer of the position; null after all of the sequence number.</param>
    /// <param name="upToSequence">Last sequence number that may be told.</param>
    /// <param name="count">Most changes.</param>
    [Alias("changes")]
    Task<ToldChange[]> Changes(long afterSequence, CustomerId? afterCustomer, long upToSequence, int count);
}
