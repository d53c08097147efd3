using System.Runtime.CompilerServices;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Aggregation;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Service;

/// <summary>The customer-value service over the cluster's grains, as one silo offers it.</summary>
/// <remarks>
/// Lookups ask the customer's grain and never wait for its writes. Answers about several customers come from the partitions, each from one version of its own; once the
/// population has settled they are one version of the whole. Safe on any thread.
/// </remarks>
internal sealed class ClusterService(
    IGrainFactory grains,
    CustomerGrains customers,
    BatchIngestion ingestion,
    PopulationQueries population,
    PopulationViews views,
    SiloModels models,
    ICustomerStore store,
    ClusterOptions options,
    TimeProvider time) : ICustomerValueService
{
    private const int ChangesAtOnce = 1_000;

    // Every customer that sleeps is a read of the store; more at once would hold back the writes of those that buy.
    private const int PurchasesAtOnce = 16;
    private static readonly TimeSpan ChangePoll = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private readonly MedianMemory _medians = new();

    private ISegmentAggregatorGrain Aggregator { get; } = grains.GetGrain<ISegmentAggregatorGrain>(0);

    /// <inheritdoc/>
    public async ValueTask<IngestResult> IngestAsync(TransactionBatch batch, CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        BatchParts parts = new(batch);
        IngestResult result = await Task.Run(() => ingestion.IngestAsync(parts), CancellationToken.None).WaitAsync(cancellation);
        ClusterInstruments.Ingested(result.Counts);
        return result;
    }

    /// <inheritdoc/>
    public async ValueTask<CustomerDetail?> FindAsync(CustomerId id, CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        long started = time.GetTimestamp();
        ExplainedCustomer? found = await AskAsync(() => customers[id].Explain(), cancellation, started);
        if (found is null)
        {
            return null;
        }

        CustomerRecord record = found.Entry.Record;
        PopulationView view = await ViewAsync(cancellation);
        (IReadOnlyList<FeatureContribution> factors, double baseScore) = found.Reasons();
        return new CustomerDetail
        {
            Record = record,
            Segment = Segmentation.SegmentOf(view.Thresholds, record),
            PercentileRank = record.Source == PredictionSource.Lapsed ? 0 : await PercentileRankAsync(view, record.PredictedValue, cancellation, started),
            Factors = factors,
            BaseScore = baseScore,
            History = found.Entry.History.ToPoints(),
            HorizonDays = found.HorizonDays,
            EdgesVersion = view.IsSettled ? view.Edges.Version : record.EdgesVersion,
        };
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most, CancellationToken cancellation = default)
    {
        CustomerIdOrder.Check(prefix, most);
        ThrowIfStopped(cancellation);
        return await AskAsync(() => population.SearchAsync(prefix, most), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CustomerPurchases>> PurchasesAsync(IReadOnlyList<CustomerId> ids, CancellationToken cancellation = default)
    {
        CustomerPurchases.Check(ids);
        ThrowIfStopped(cancellation);
        PopulationView view = await ViewAsync(cancellation);
        CustomerPurchases[] purchases = new CustomerPurchases[ids.Count];
        ParallelOptions few = new() { MaxDegreeOfParallelism = PurchasesAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, purchases.Length, few, async (index, stop) =>
        {
            CustomerId id = ids[index];
            HeldPurchases held = await AskAsync(() => customers[id].Purchases(view.Version), stop);
            purchases[index] = held.ToPurchases(id);
        });
        return purchases;
    }

    /// <inheritdoc/>
    public async ValueTask<PopulationSurvey> SurveyAsync(SurveyRequest request, CancellationToken cancellation = default)
    {
        request.Check();
        ThrowIfStopped(cancellation);
        ClusterStatus before = await AskAsync(Aggregator.Status, cancellation);
        PopulationView view = await AskAsync(() => views.AtLeastAsync(before.ViewVersion).AsTask(), cancellation);
        SurveyAccumulator survey = await AskAsync(() => population.SurveyAsync(request, view), cancellation);
        ClusterStatus after = before.IsSettled ? await AskAsync(Aggregator.Status, cancellation) : before;

        // Nothing was taken and nothing moved in between: the partitions' moments are one version of the whole.
        bool isOneVersion = before.IsSettled && after.IsSettled && after.Sequence == before.Sequence && after.ViewVersion == before.ViewVersion;
        return survey.ToSurvey(view.Window.AsOf, isOneVersion, before.Sequence, view.BundleId);
    }

    /// <inheritdoc/>
    public async ValueTask<CustomerPage> ListAsync(CustomerQuery query, CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        PopulationView view = await ViewAsync(cancellation);
        return await AskAsync(() => population.PageAsync(query, view), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed = false, CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        PopulationView view = await ViewAsync(cancellation);
        return await AskAsync(() => population.PortfolioAsync(includeLapsed, view), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SegmentSummary>> SegmentsAsync(bool includeLapsed = false, CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        PopulationView view = await ViewAsync(cancellation);
        return await AskAsync(() => population.SegmentsAsync(view.Thresholds, includeLapsed ? view.AsOfDay : -1), cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask<WhatIfAnswer> PredictAsync(ReadOnlyMemory<double> known, CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        PopulationView view = await ViewAsync(cancellation);
        double[] medians = WhatIf.NeedsMedians(known.Span)
            ? await _medians.OfAsync(view, () => AskAsync(population.MediansAsync, cancellation))
            : new double[FeatureSet.Count];
        IValueModel model = models.Of(view);
        WhatIf scored = WhatIf.Score(model, medians, known.Span);
        double rank = await PercentileRankAsync(view, scored.Prediction.Value, cancellation);
        return WhatIfAnswer.Of(scored, view.Thresholds, rank, model, view.Window.AsOf);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ValueChange> ChangesAsync(
        ChangePosition after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping.Token);
        ClusterStatus status = await AskAsync(Aggregator.Status, cancellation);

        // A position ahead of the cluster was given out by another one: what it saw there says nothing here, so it starts from now.
        after = after.Sequence > status.Numbered ? new ChangePosition(status.ToldThrough, null) : after;
        while (true)
        {
            PopulationView view = await ViewAsync(cancellation);
            ToldChange[] changes = status.ToldThrough < after.Sequence
                ? []
                : await AskAsync(() => population.ChangesAsync(after, status.ToldThrough, ChangesAtOnce), cancellation);
            foreach (ToldChange change in changes)
            {
                CustomerRecord record = change.Entry.Record;
                after = new ChangePosition(change.Sequence, record.Id);
                double rank = record.Source == PredictionSource.Lapsed ? 0 : await PercentileRankAsync(view, record.PredictedValue, cancellation);
                yield return new ValueChange(after, record, Segmentation.SegmentOf(view.Thresholds, record), rank);
            }

            if (changes.Length < ChangesAtOnce)
            {
                await PauseAsync(either.Token, cancellation);
            }

            ThrowIfStopped(cancellation);
            status = await AskAsync(Aggregator.Status, cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<ServiceStatus> StatusAsync(CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        ClusterStatus status = await AskAsync(Aggregator.Status, cancellation);
        PopulationView view = await AskAsync(() => views.AtLeastAsync(status.ViewVersion).AsTask(), cancellation);
        return new ServiceStatus
        {
            Customers = view.Customers,
            LapsedCustomers = view.Lapsed,
            ScoredCustomers = view.Ladder.Scored,
            AsOf = view.Window.AsOf,
            IsSettled = status.IsSettled,
            EdgesVersion = view.Edges.Version,
            EdgesAge = status.EdgesAge,
            Sequence = status.Sequence,
            BundleId = view.BundleId,
            HorizonDays = models.Of(view).HorizonDays,
            Thresholds = view.Thresholds,
            Counts = IngestCounts.FromArray(status.Counts),
            Syncs = store.Commits,
            LogBytes = store.BytesWritten,
            LogFileSystem = store.Kind,
            FollowsWallClock = options.Clock == AsOfClock.Wall,
            Fault = null,
        };
    }

    /// <inheritdoc/>
    public async ValueTask<DateOnly?> AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation = default)
    {
        if (options.Clock == AsOfClock.Wall)
        {
            throw new InvalidOperationException("The as-of date of this deployment is today; only an event clock can be moved.");
        }

        ThrowIfStopped(cancellation);
        PopulationView view = await SettledAsync(() => Aggregator.AdvanceAsOf(asOf.DayNumber), cancellation);
        return view.Window.AsOf;
    }

    /// <inheritdoc/>
    public async ValueTask SettleAsync(CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        await SettledAsync(Aggregator.Settle, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask SwapModelAsync(string bundlePath, CancellationToken cancellation = default)
    {
        ThrowIfStopped(cancellation);
        IValueModel model = models.Load(bundlePath);
        try
        {
            await SettledAsync(() => Aggregator.SwapModel(bundlePath, model.Id, model.Fingerprint), cancellation);
        }
        catch (ClusterModelException refused)
        {
            throw new InvalidDataException(refused.Message, refused);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _stopping.CancelAsync();

    // Settling takes as long as there are customers to score, so only failures are limited: a silo or the database may come back meanwhile, and doing it again is harmless.
    private async Task<PopulationView> SettledAsync(Func<Task<PopulationView>> settle, CancellationToken cancellation)
    {
        long started = time.GetTimestamp();
        while (true)
        {
            try
            {
                PopulationView view = await settle().WaitAsync(cancellation);
                views.Offer(view);
                return view;
            }
            catch (Exception failure) when (IsOfCluster(failure) && failure is not ClusterModelException)
            {
                if (failure is TimeoutException || time.GetElapsedTime(started) >= options.IngestTimeout)
                {
                    throw new ServiceUnavailableException(
                        $"The cluster could not settle and goes on trying; asking again is safe ({FailureCause.Describe(failure)}).", cause: failure);
                }
            }

            await Task.Delay(RetryPause, time, cancellation);
        }
    }

    private async Task<double> PercentileRankAsync(PopulationView view, double value, CancellationToken cancellation, long? started = null) =>
        view.Ladder.IsExact
            ? Segmentation.PercentileRank(view.Ladder.CountUpTo(value), view.Ladder.Scored)
            : await AskAsync(() => population.PercentileRankAsync(value), cancellation, started);

    private ValueTask<PopulationView> ViewAsync(CancellationToken cancellation) =>
        views.Current.Version > 0 ? ValueTask.FromResult(views.Current) : new(AskAsync(() => views.AtLeastAsync(1).AsTask(), cancellation));

    // A silo that has just died fails its calls; until its grains have moved a lookup is tried again, within its time.
    // Questions of one lookup share its start.
    private async Task<T> AskAsync<T>(Func<Task<T>> question, CancellationToken cancellation, long? since = null)
    {
        long started = since ?? time.GetTimestamp();
        while (true)
        {
            TimeSpan left = options.LookupTimeout - time.GetElapsedTime(started);
            try
            {
                return await question().WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), time, cancellation);
            }
            catch (InvalidDataException unreadable)
            {
                // State that a newer program wrote; it stays unreadable here, whoever asks.
                throw new ServiceUnavailableException(FailureCause.Describe(unreadable), cause: unreadable);
            }
            catch (Exception failure) when (IsOfCluster(failure))
            {
                if (failure is TimeoutException || time.GetElapsedTime(started) + RetryPause >= options.LookupTimeout)
                {
                    throw new ServiceUnavailableException(
                        $"The cluster did not answer within {options.LookupTimeout.TotalSeconds:0.#} s: {FailureCause.Describe(failure)}.", cause: failure);
                }
            }

            await Task.Delay(RetryPause, time, cancellation);
        }
    }

    private static bool IsOfCluster(Exception failure) =>
        failure is not (ArgumentException or OperationCanceledException or ServiceUnavailableException or InvalidDataException);

    private async Task PauseAsync(CancellationToken either, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(ChangePoll, time, either);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(ClusterService));
        }
    }

    private void ThrowIfStopped(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
        cancellation.ThrowIfCancellationRequested();
    }
}
