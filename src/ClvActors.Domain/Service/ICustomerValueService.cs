using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Service;

/// <summary>The one door to live customer values; every host of the customer actors implements it and passes the same contract tests.</summary>
/// <remarks>
/// Safe on any thread. Lookups never wait for ingestion. Every answer about several customers comes from one version of the population.
/// All calls throw <see cref="ObjectDisposedException"/> after disposal and <see cref="OperationCanceledException"/> when cancelled.
/// </remarks>
public interface ICustomerValueService : IAsyncDisposable
{
    /// <summary>Takes a batch: whole or not at all, exactly once however often it is sent.</summary>
    /// <returns>The counts, once the batch is durable, applied, scored and visible to the next read.</returns>
    /// <exception cref="ServiceUnavailableException">The log is full or has failed; nothing was kept.</exception>
    /// <exception cref="ArgumentException">The batch is too large for one frame, or a line is beyond <see cref="TransactionLimits"/>; nothing was kept.</exception>
    /// <remarks>Cancelling stops the wait, not the batch. Batches of one caller that awaits each are applied in order.</remarks>
    ValueTask<IngestResult> IngestAsync(TransactionBatch batch, CancellationToken cancellation = default);

    /// <summary>Everything about one customer.</summary>
    /// <returns>Null for a customer that never bought.</returns>
    ValueTask<CustomerDetail?> FindAsync(CustomerId id, CancellationToken cancellation = default);

    /// <summary>Finds customers by the beginning of their id.</summary>
    /// <param name="prefix">First characters of the id in canonical form; empty for the first of all.</param>
    /// <param name="most">Most ids to answer, 1 to 100.</param>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>Ids of customers that ever bought, lapsed and pending ones included, ascending.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is out of range.</exception>
    ValueTask<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most, CancellationToken cancellation = default);

    /// <summary>The invoices that customers' states hold.</summary>
    /// <param name="ids">Up to 1,000 customers.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>One answer per id, in the order of <paramref name="ids"/>.</returns>
    /// <exception cref="ArgumentException">There are too many ids.</exception>
    /// <exception cref="ServiceUnavailableException">The service has failed or its storage does not answer.</exception>
    /// <remarks>Unlike lookups this reads the states themselves, between two groups of batches; a long question is answered in slices, so that batches may come in between and the dates of the answers may differ.</remarks>
    ValueTask<IReadOnlyList<CustomerPurchases>> PurchasesAsync(IReadOnlyList<CustomerId> ids, CancellationToken cancellation = default);

    /// <summary>Counts the population without listing it: for charts and for watching drift.</summary>
    /// <remarks>Never waits for ingestion. Of one version where a list is; in a cluster that is unsettled every partition counts a moment of its own, by the thresholds of the newest view, and the survey says that it is not settled.</remarks>
    /// <exception cref="ArgumentException">The request is out of its ranges or its cuts do not ascend.</exception>
    ValueTask<PopulationSurvey> SurveyAsync(SurveyRequest request, CancellationToken cancellation = default);

    /// <summary>A page of customers by value descending, then id ascending.</summary>
    ValueTask<CustomerPage> ListAsync(CustomerQuery query, CancellationToken cancellation = default);

    /// <summary>All customers of the population by value descending, then id ascending; lapsed ones follow when asked for.</summary>
    ValueTask<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed = false, CancellationToken cancellation = default);

    /// <summary>The five segments from Champions to Dormant, empty ones included.</summary>
    ValueTask<IReadOnlyList<SegmentSummary>> SegmentsAsync(bool includeLapsed = false, CancellationToken cancellation = default);

    /// <summary>Scores a made-up customer.</summary>
    /// <param name="known">One value per feature in the order of the feature set; NaN is filled with the population's median, or 0 while it is empty.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <exception cref="ArgumentException">The length is wrong or a value is infinite.</exception>
    ValueTask<WhatIfAnswer> PredictAsync(ReadOnlyMemory<double> known, CancellationToken cancellation = default);

    /// <summary>The change feed after a position: first what has changed since, then live, until cancelled.</summary>
    IAsyncEnumerable<ValueChange> ChangesAsync(ChangePosition after, CancellationToken cancellation = default);

    /// <summary>How the service stands.</summary>
    ValueTask<ServiceStatus> StatusAsync(CancellationToken cancellation = default);

    /// <summary>Moves the as-of date forward to a date that no sale has reached yet; an earlier date changes nothing.</summary>
    /// <returns>The as-of date that stands, once everything is settled at it.</returns>
    /// <exception cref="InvalidOperationException">The deployment's as-of date is the wall clock's.</exception>
    /// <exception cref="ServiceUnavailableException">The log is full or has failed.</exception>
    ValueTask<DateOnly?> AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation = default);

    /// <summary>Waits until every batch taken so far is settled: edges are taken anew and everyone who is concerned is rescored.</summary>
    /// <exception cref="ServiceUnavailableException">The log is full or has failed.</exception>
    ValueTask SettleAsync(CancellationToken cancellation = default);

    /// <summary>Scores everyone with another bundle in the background and then publishes the new population as one version.</summary>
    /// <param name="bundlePath">Folder of the bundle.</param>
    /// <param name="cancellation">Stops the wait, not the swap.</param>
    /// <exception cref="InvalidDataException">The bundle is broken or its features are unknown; the serving one stays.</exception>
    ValueTask SwapModelAsync(string bundlePath, CancellationToken cancellation = default);
}
