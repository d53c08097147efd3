using System.Runtime.CompilerServices;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Tests.Serving;

/// <summary>The service in plain lists: cleaned lines, one made-up value per customer. Deterministic; one lock.</summary>
internal sealed partial class FakeService : ICustomerValueService
{
    public const int HorizonDays = 374;

    private readonly Lock _lock = new();
    private readonly List<TransactionLine> _lines = [];
    private readonly HashSet<(string, string, CustomerId, DateOnly)> _keys = [];
    private readonly IngestCounts _counts = new();
    private readonly List<ValueChange> _changes = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateOnly? _asOf;
    private long _sequence;

    public string? Fault { get; set; }

    /// <summary>Thrown by the next calls that take something.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Thrown by the next questions how the service stands.</summary>
    public Exception? StatusRefusal { get; set; }

    /// <summary>Released by every question how the service stands, once it is settled whether it is held.</summary>
    public SemaphoreSlim StatusAsked { get; } = new(0);

    /// <summary>Held before lines are taken.</summary>
    public TaskCompletionSource? Gate { get; set; }

    /// <summary>Completed when somebody has come to the gate.</summary>
    public TaskCompletionSource AtGate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsDisposed { get; private set; }

    public int Batches { get; private set; }

    public string Bundle { get; private set; } = "clv-12m";

    public ReadOnlyMemory<double> LastKnown { get; private set; }

    public int OpenFeeds { get; private set; }

    /// <summary>Whether the model says more than a value, of whomever it is asked, and explains cold starts.</summary>
    public bool SaysMore { get; set; }

    /// <summary>Customers whose purchases have all left the window, by hand.</summary>
    public HashSet<CustomerId> Lapsed { get; } = [];

    public IReadOnlyList<TransactionLine> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    public async ValueTask<IngestResult> IngestAsync(TransactionBatch batch, CancellationToken cancellation = default)
    {
        ThrowIfRefused();
        if (Gate is { } gate)
        {
            AtGate.TrySetResult();
            await gate.Task.WaitAsync(cancellation);
        }

        lock (_lock)
        {
            Batches++;
            IngestCounts counts = new();
            counts.Reject(RejectReason.Malformed, batch.MalformedLines);
            HashSet<CustomerId> touched = [];
            foreach (TransactionLine line in batch.Lines)
            {
                if (LineCleaner.Judge(line) is { } reason)
                {
                    counts.Reject(reason);
                }
                else if (!_keys.Add((line.Invoice, line.StockCode, line.Customer!.Value, line.Date)))
                {
                    counts.Count(LineOutcome.Duplicate);
                }
                else
                {
                    bool isNew = !_lines.Any(kept => kept.Invoice == line.Invoice && kept.Customer == line.Customer);
                    counts.Count(isNew ? LineOutcome.AcceptedNewInvoice : LineOutcome.Accepted);
                    _lines.Add(line);
                    _asOf = _asOf is { } date && date > line.Date ? date : line.Date;
                    touched.Add(line.Customer.Value);
                }
            }

            counts.CountRescored(counts.InvoicesAccepted);
            _counts.Add(counts);
            _sequence++;
            foreach (CustomerId id in touched.Order())
            {
                CustomerSummary summary = SummaryOf(id);
                _changes.Add(new ValueChange(new ChangePosition(_sequence, id), summary.Record, summary.Segment, RankOf(summary.Record.PredictedValue)));
            }

            Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
            return new IngestResult(counts, _sequence, _asOf);
        }
    }

    public ValueTask<CustomerDetail?> FindAsync(CustomerId id, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            if (!_lines.Any(line => line.Customer == id))
            {
                return ValueTask.FromResult<CustomerDetail?>(null);
            }

            (CustomerRecord record, ClvSegment segment) = SummaryOf(id);
            bool explained = record.Prediction.IsExplainable;
            return ValueTask.FromResult<CustomerDetail?>(new CustomerDetail
            {
                Record = record,
                Segment = segment,
                PercentileRank = RankOf(record.PredictedValue),
                Factors = explained ? [.. FeatureSet.Names.Take(5).Select((name, at) => new FeatureContribution(name, record.Features[at], 0.1 / (at + 1)))] : [],
                BaseScore = explained ? 6.25 : double.NaN,
                History = [new ValuePoint(new DateOnly(2010, 12, 31), 12.5)],
                HorizonDays = HorizonDays,
                EdgesVersion = 3,
            });
        }
    }

    public ValueTask<CustomerPage> ListAsync(CustomerQuery query, CancellationToken cancellation = default)
    {
        if (ListRefusal is { } refusal)
        {
            return ValueTask.FromException<CustomerPage>(refusal);
        }

        lock (_lock)
        {
            List<CustomerSummary> all = [.. Everyone(query.IncludeLapsed).Where(one => query.Segment is null || one.Segment == query.Segment)];
            return ValueTask.FromResult(new CustomerPage([.. all.Skip((query.Page - 1) * query.PerPage).Take(query.PerPage)], all.Count));
        }
    }

    public ValueTask<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed = false, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<CustomerSummary>>(Everyone(includeLapsed));
        }
    }

    public ValueTask<IReadOnlyList<SegmentSummary>> SegmentsAsync(bool includeLapsed = false, CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            List<CustomerSummary> all = Everyone(includeLapsed);
            SegmentThresholds thresholds = Thresholds();
            return ValueTask.FromResult<IReadOnlyList<SegmentSummary>>([.. Enum.GetValues<ClvSegment>().Select(segment =>
            {
                List<CustomerSummary> own = [.. all.Where(one => one.Segment == segment)];
                return new SegmentSummary(
                    segment, own.Count, own.Sum(one => one.Record.PredictedValue),
                    own.Count == 0 ? 0 : own.Average(one => one.Record.Features.RecencyDays), thresholds.LowerBound(segment));
            })]);
        }
    }

    public ValueTask<WhatIfAnswer> PredictAsync(ReadOnlyMemory<double> known, CancellationToken cancellation = default)
    {
        LastKnown = known;
        double[] values = [.. known.ToArray().Select(value => double.IsNaN(value) ? 7.5 : value)];
        lock (_lock)
        {
            double value = values[2] / 3;
            PredictionSource source = values[1] < 2 ? PredictionSource.ColdStart : PredictionSource.Model;
            bool explained = PredictionOf(source, value).IsExplainable;
            return ValueTask.FromResult(new WhatIfAnswer
            {
                Features = new FeatureVector(values),
                Source = source,
                Prediction = PredictionOf(source, value),
                Segment = Thresholds().SegmentOf(value),
                PercentileRank = RankOf(value),
                Contributions = explained
                    ? [new FeatureContribution("derived", double.NaN, 2), .. FeatureSet.Names.Select((name, at) => new FeatureContribution(name, values[at], 1.0 / (at + 3)))]
                    : [],
                BaseScore = explained ? 6.25 : double.NaN,
                BundleId = Bundle,
                IntervalLevel = IntervalLevel,
                AsOf = _asOf,
            });
        }
    }

    public async IAsyncEnumerable<ValueChange> ChangesAsync(ChangePosition after, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            OpenFeeds++;
        }

        try
        {
            while (true)
            {
                List<ValueChange> due;
                Task changed;
                lock (_lock)
                {
                    changed = _changed.Task;
                    due = [.. _changes.Where(change => change.Position > after).GroupBy(change => change.Record.Id).Select(group => group.Last()).OrderBy(change => change.Position)];
                }

                foreach (ValueChange change in due)
                {
                    yield return change;
                    after = change.Position;
                }

                await changed.WaitAsync(cancellation);
            }
        }
        finally
        {
            lock (_lock)
            {
                OpenFeeds--;
            }
        }
    }

    /// <summary>What the questions how the service stands wait for, for ever.</summary>
    public Task<ServiceStatus>? StatusHeld { get; set; }

    public ValueTask<ServiceStatus> StatusAsync(CancellationToken cancellation = default)
    {
        Task<ServiceStatus>? held = StatusHeld;
        StatusAsked.Release();
        if (held is not null)
        {
            return new ValueTask<ServiceStatus>(held);
        }

        if (StatusRefusal is { } refusal)
        {
            return ValueTask.FromException<ServiceStatus>(refusal);
        }

        lock (_lock)
        {
            List<CustomerSummary> population = Everyone(includeLapsed: false);
            return ValueTask.FromResult(new ServiceStatus
            {
                Customers = population.Count,
                LapsedCustomers = Lapsed.Count,
                ScoredCustomers = population.Count(one => one.Record.Source == PredictionSource.Model),
                AsOf = _asOf,
                IsSettled = true,
                EdgesVersion = 3,
                EdgesAge = _asOf is null ? null : TimeSpan.FromSeconds(1.5),
                Sequence = _sequence,
                BundleId = Bundle,
                HorizonDays = HorizonDays,
                Thresholds = Thresholds(),
                Counts = _counts.Copy(),
                Syncs = Batches,
                LogBytes = 100L * Batches,
                LogFileSystem = "ext4",
                Fault = Fault,
            });
        }
    }

    public ValueTask<DateOnly?> AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation = default)
    {
        ThrowIfRefused();
        lock (_lock)
        {
            _asOf = _asOf is { } date && date > asOf ? date : asOf;
            return ValueTask.FromResult(_asOf);
        }
    }

    public ValueTask SettleAsync(CancellationToken cancellation = default)
    {
        ThrowIfRefused();
        return ValueTask.CompletedTask;
    }

    public ValueTask SwapModelAsync(string bundlePath, CancellationToken cancellation = default)
    {
        ThrowIfRefused();
        Bundle = Path.GetFileName(bundlePath);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        StatusAsked.Dispose();
        return ValueTask.CompletedTask;
    }

    private void ThrowIfRefused()
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }
    }
}
