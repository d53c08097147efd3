using ClvActors.Orleans.Views;
using Orleans.Concurrency;

namespace ClvActors.Orleans.Aggregation;

/// <summary>The root over all partitions: it numbers batches, moves the as-of date, merges ranks and thresholds and publishes views. There is one, with key 0.</summary>
[Alias("clv.segment-aggregator")]
public interface ISegmentAggregatorGrain : IGrainWithIntegerKey
{
    /// <summary>Gives a batch its sequence number.</summary>
    /// <param name="silo">The silo whose batch it is; when it dies the batch counts as given up.</param>
    [Alias("begin")]
    Task<BatchTicket> Begin(SiloAddress silo);

    /// <summary>Takes note that all customers of a batch are durable and scored.</summary>
    [Alias("complete")]
    [ResponseTimeout("00:02:00")]
    Task<BatchAnswer> Complete(BatchCompletion batch);

    /// <summary>Gives a batch up, so that the change feed does not wait for it.</summary>
    [Alias("abort")]
    Task Abort(BatchTicket ticket);

    /// <summary>Settles everything that was completed before the call.</summary>
    /// <returns>The settled view.</returns>
    [Alias("settle")]
    [ResponseTimeout("01:00:00")]
    Task<PopulationView> Settle();

    /// <summary>Moves the as-of date forward and settles there; an earlier date changes nothing.</summary>
    [Alias("advance")]
    [ResponseTimeout("01:00:00")]
    Task<PopulationView> AdvanceAsOf(int asOfDay);

    /// <summary>Has every silo load a bundle, then serves it and settles.</summary>
    /// <returns>The settled view.</returns>
    /// <exception cref="ClusterModelException">A silo cannot load it, or loads another.</exception>
    [Alias("swap")]
    [ResponseTimeout("01:00:00")]
    Task<PopulationView> SwapModel(string folder, string id, string fingerprint);

    /// <summary>Joins a silo: from now on it hears of views. To be repeated, for an aggregator that was moved has forgotten its silos.</summary>
    [Alias("subscribe")]
    Task<Subscription> Subscribe(IPopulationViewObserver observer, SiloAddress silo, SiloModel model);

    /// <summary>Takes a silo out.</summary>
    [Alias("unsubscribe")]
    Task Unsubscribe(SiloAddress silo);

    /// <summary>Gives a new activation of a partition its term; call it before reading what is stored.</summary>
    /// <param name="partition">The partition's number.</param>
    /// <returns>The term, higher than that of every activation of the partition before; views carry it once it is stored.</returns>
    /// <remarks>An aggregator that is leaving keeps its callers until its own calls have ended, those to the partition that is being activated among them: so neither waits long for the other. A term that nobody took is made up for by the next.</remarks>
    [Alias("announce")]
    [ResponseTimeout("00:00:02")]
    Task<long> Announce(int partition);

    /// <summary>The newest view.</summary>
    [Alias("view")]
    [AlwaysInterleave]
    Task<PopulationView> View();

    /// <summary>How the cluster stands.</summary>
    [Alias("status")]
    [AlwaysInterleave]
    Task<ClusterStatus> Status();
}
