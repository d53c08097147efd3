using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Queries;
using ClvActors.Embedded.Shards;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Telemetry;

namespace ClvActors.Embedded.Engine;

/// <summary>The customer-value service in one process: sharded single-writer actors over one durable log.</summary>
/// <remarks>
/// Lookups read one published version of the population and never wait for a writer. Disposal drains what was taken, settles, writes a snapshot and gives
/// the data directory free. Safe on any thread.
/// </remarks>
public sealed class EmbeddedEngine : ICustomerValueService
{
    private readonly EngineCore _core;
    private readonly CommitLoop _loop;
    private readonly QueueInstruments _queue;
    private readonly IShardExecutor _executor;
    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly IModelLibrary _models;
    private readonly Explainer _explainer = new();
    private readonly MedianCache _medians = new();
    private readonly CancellationTokenSource _stopping = new();
    private int _isDisposed;

    private EmbeddedEngine(EngineCore core, IShardExecutor executor, EngineOptions options, IModelLibrary models, TimeProvider time)
    {
        _core = core;
        _executor = executor;
        _options = options;
        _models = models;
        _time = time;
        _loop = new CommitLoop(core, options, time);
        _queue = new QueueInstruments(() => _loop.Depth, options.QueueCapacity);
    }

    /// <summary>What opening found.</summary>
    public RecoveryReport Recovery => _core.Recovery;

    /// <summary>The bundle that serves now.</summary>
    public string ServingBundleId => _core.Published.Model.Id;

    /// <summary>Days that its values cover.</summary>
    public int ServingHorizonDays => _core.Published.Model.HorizonDays;

    /// <summary>Why nothing is taken any more; null while the engine works.</summary>
    public string? Fault => _core.Fault;

    /// <summary>Opens a data directory, or makes one, and recovers what it holds.</summary>
    /// <param name="storage">Where the directory lies.</param>
    /// <param name="models">Bundles kept beside the log.</param>
    /// <param name="model">The bundle that is to serve.</param>
    /// <param name="options">How the engine runs.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidDataException">The directory cannot be used; the message says why.</exception>
    /// <exception cref="DataDirectoryInUseException">Another process uses it.</exception>
    public static EmbeddedEngine Open(IStorage storage, IModelLibrary models, IValueModel model, EngineOptions options, TimeProvider time)
    {
        ThreadedShardExecutor executor = new(options.Shards);
        try
        {
            ulong newLogId = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
            EngineCore core = EngineCore.Open(storage, options, models, model, newLogId, executor, time);
            return new EmbeddedEngine(core, executor, options, models, time);
        }
        catch
        {
            executor.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IngestResult> IngestAsync(TransactionBatch batch, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        cancellation.ThrowIfCancellationRequested();
        List<TransactionLine> kept = new(batch.Lines.Count);
        for (int index = 0; index < batch.Lines.Count; index++)
        {
            TransactionLine line = batch.Lines[index];
            if (!TransactionLimits.Allow(line))
            {
                ThrowBeyondLimits(index);
            }

            if (line.Customer is not null)
            {
                kept.Add(line);
            }
        }

        int withoutCustomer = batch.Lines.Count - kept.Count;
        EncodedBatch encoded = BatchCodec.Encode(kept, batch.MalformedLines, withoutCustomer);
        if (encoded.Payload.Length > FrameHeader.LongestPayload)
        {
            encoded.Dispose();
            throw new ArgumentException($"A batch of {batch.Lines.Count} lines is too large for one frame of the log; split it.", nameof(batch));
        }

        PendingBatch pending = new(
            PreparedBatch.From(kept, batch.MalformedLines, withoutCustomer, _core.ShardCount), encoded);
        await _loop.PostAsync(new EngineCommand.Ingest(pending), cancellation);
        return await pending.Acknowledgement.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<CustomerDetail?> FindAsync(CustomerId id, CancellationToken cancellation = default)
    {
        PopulationSnapshot population = Read(cancellation);
        RecordEntry entry = population.Find(id);
        if (entry.Record is not { } record)
        {
            return ValueTask.FromResult<CustomerDetail?>(null);
        }

        Explanation explanation = _explainer.Explain(record, population.Model);
        return ValueTask.FromResult<CustomerDetail?>(new CustomerDetail
        {
            Record = record,
            Segment = population.SegmentOf(record),
            PercentileRank = population.PercentileRankOf(record),
            Factors = explanation.Largest,
            BaseScore = explanation.BaseScore,
            History = entry.History,
            HorizonDays = population.Model.HorizonDays,
            EdgesVersion = population.IsSettled ? population.Edges.Version : record.EdgesVersion,
        });
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most, CancellationToken cancellation = default)
    {
        CustomerIdOrder.Check(prefix, most);
        return ValueTask.FromResult<IReadOnlyList<CustomerId>>(CustomerIdOrder.StartingWith(Read(cancellation).Buyers, prefix, most));
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<CustomerPurchases>> PurchasesAsync(IReadOnlyList<CustomerId> ids, CancellationToken cancellation = default)
    {
        CustomerPurchases.Check(ids);
        Read(cancellation);
        CustomerId[] asked = [.. ids];
        List<CustomerPurchases> read = new(asked.Length);
        while (read.Count < asked.Length)
        {
            // A wait that is given up leaves its slice in the queue, so that the list may still grow: nobody sees it then.
            await _loop.RunBetweenAsync(core => core.ReadPurchases(asked, read), cancellation);
        }

        return read;
    }

    /// <inheritdoc/>
    public ValueTask<PopulationSurvey> SurveyAsync(SurveyRequest request, CancellationToken cancellation = default)
    {
        request.Check();
        return PopulationSurveys.TakeAsync(Read(cancellation), request, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<CustomerPage> ListAsync(CustomerQuery query, CancellationToken cancellation = default) =>
        ValueTask.FromResult(CustomerLists.Page(Read(cancellation), query));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed = false, CancellationToken cancellation = default) =>
        ValueTask.FromResult(CustomerLists.All(Read(cancellation), includeLapsed));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentSummary>> SegmentsAsync(bool includeLapsed = false, CancellationToken cancellation = default) =>
        ValueTask.FromResult(SegmentSummaries.Of(Read(cancellation), includeLapsed));

    /// <inheritdoc/>
    public ValueTask<WhatIfAnswer> PredictAsync(ReadOnlyMemory<double> known, CancellationToken cancellation = default)
    {
        PopulationSnapshot population = Read(cancellation);
        double[] medians = WhatIf.NeedsMedians(known.Span) ? _medians.Of(population) : new double[FeatureSet.Count];
        WhatIf scored = WhatIf.Score(population.Model, medians, known.Span);
        return ValueTask.FromResult(WhatIfAnswer.Of(
            scored, population.Thresholds, population.PercentileRankOf(scored.Prediction.Value), population.Model, population.Window.AsOf));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ValueChange> ChangesAsync(
        ChangePosition after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        // A position ahead of the log was given out by another directory: what it saw there says nothing here, so it starts from now.
        long now = _core.Published.Sequence;
        after = after.Sequence > now ? new ChangePosition(now, null) : after;
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping.Token);
        while (true)
        {
            List<ValueChange>? changes = _core.Feed.After(after, out Task more);
            if (changes is null)
            {
                PopulationSnapshot population = Read(cancellation);
                foreach (ValueChange change in Changes.ChangeFeed.FromPopulation(population, after))
                {
                    yield return change;
                }

                after = new ChangePosition(population.Sequence, null);
                continue;
            }

            foreach (ValueChange change in changes)
            {
                yield return change;
                after = change.Position;
            }

            if (changes.Count == 0)
            {
                try
                {
                    await more.WaitAsync(either.Token);
                }
                catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
                {
                    throw new ObjectDisposedException(nameof(EmbeddedEngine));
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<ServiceStatus> StatusAsync(CancellationToken cancellation = default)
    {
        PopulationSnapshot population = Read(cancellation);
        return ValueTask.FromResult(new ServiceStatus
        {
            Customers = population.Everyone.Count,
            LapsedCustomers = population.Lapsed.Count,
            ScoredCustomers = population.Scored.Count,
            AsOf = population.Window.AsOf,
            IsSettled = population.IsSettled,
            EdgesVersion = population.Edges.Version,
            EdgesAge = population.EdgesTimestamp is { } taken ? _time.GetElapsedTime(taken) : null,
            Sequence = population.Sequence,
            BundleId = population.Model.Id,
            HorizonDays = population.Model.HorizonDays,
            Thresholds = population.Thresholds,
            Counts = population.Counts,
            Syncs = _core.Syncs,
            LogBytes = _core.LogBytes,
            LogFileSystem = _core.FileSystem,
            FollowsWallClock = _options.Clock == AsOfClock.Wall,
            Fault = _core.Fault,
        });
    }

    /// <inheritdoc/>
    public async ValueTask<DateOnly?> AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation = default)
    {
        if (_options.Clock == AsOfClock.Wall)
        {
            throw new InvalidOperationException("The as-of date of this deployment is today; only an event clock can be moved.");
        }

        await _loop.RunBetweenAsync(
            core =>
            {
                core.AdvanceAsOf(asOf);
                core.Settle();
            },
            cancellation);
        return Read(cancellation).Window.AsOf;
    }

    /// <inheritdoc/>
    public async ValueTask SettleAsync(CancellationToken cancellation = default) =>
        await _loop.RunBetweenAsync(core => core.Settle(), cancellation);

    /// <inheritdoc/>
    public async ValueTask SwapModelAsync(string bundlePath, CancellationToken cancellation = default)
    {
        IValueModel model = _models.Open(bundlePath);
        Task? swapped = null;
        await _loop.RunBetweenAsync(core => swapped = core.BeginModelSwap(model), cancellation);
        await swapped!.WaitAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
        {
            return;
        }

        await _loop.StopAsync();
        _queue.Dispose();
        await _stopping.CancelAsync();
        try
        {
            if (_core.Fault is null)
            {
                _core.TakeSnapshot();
            }
        }
        catch (ServiceUnavailableException)
        {
            // The log holds everything; the next start replays what the snapshot would have saved.
        }
        finally
        {
            _core.Dispose();
            _executor.Dispose();
        }
    }

    // In the log such a line would stop every start, because sums over it overflow.
    [DoesNotReturn]
    private static void ThrowBeyondLimits(int index) =>
        throw new ArgumentException($"A batch's line {index + 1} is not well-formed: a number, the year or an empty code is beyond the limits of transaction lines.");

    private PopulationSnapshot Read(CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        cancellation.ThrowIfCancellationRequested();
        return _core.Published;
    }
}
