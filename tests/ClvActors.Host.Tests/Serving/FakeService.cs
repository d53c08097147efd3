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

    /// <summary>Released by every question how the service stands.</summary>
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
        StatusAsked.Release();
        if (StatusHeld is { } held)
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

    /// <summary>The value that the fake gives a customer: with many digits, so that rounding shows.</summary>
    public static double ValueOf(double monetaryTotal) => monetaryTotal / 3;

    private double IntervalLevel => SaysMore ? 0.8 : double.NaN;

    private Prediction PredictionOf(PredictionSource source, double value)
    {
        bool explained = source == PredictionSource.Model || (SaysMore && source == PredictionSource.ColdStart);
        Prediction prediction = new() { Value = value, RawScore = explained ? Math.Log(1 + value) : double.NaN };
        return !SaysMore
            ? prediction
            : prediction with
            {
                IntervalLow = 0.25,
                IntervalHigh = value + 100.5,
                ProbabilityAlive = 0.75,
                ExpectedPurchases30 = 1.25,
                ExpectedSpend30 = 40.5,
                PurchaseProbability30 = 0.625,
                DaysToNextPurchase = source == PredictionSource.Lapsed ? 4_000 : 11.5,
            };
    }

    private void ThrowIfRefused()
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }
    }

    private List<CustomerSummary> Everyone(bool includeLapsed) =>
    [
        .. _lines.Select(line => line.Customer!.Value).Distinct()
            .Where(id => includeLapsed || !Lapsed.Contains(id)).Select(SummaryOf)
            .OrderByDescending(one => one.Record.PredictedValue).ThenBy(one => one.Record.Id),
    ];

    private CustomerSummary SummaryOf(CustomerId id)
    {
        CustomerRecord record = RecordOf(id);
        return new CustomerSummary(record, record.Source == PredictionSource.Lapsed ? ClvSegment.Dormant : Thresholds().SegmentOf(record.PredictedValue));
    }

    private CustomerRecord RecordOf(CustomerId id)
    {
        List<TransactionLine> own = [.. _lines.Where(line => line.Customer == id)];
        int frequency = own.Select(line => line.Invoice).Distinct().Count();
        double total = own.Aggregate(Money.Zero, (sum, line) => sum + line.Total).ToDouble();
        int last = own.Max(line => line.Date).DayNumber;
        double[] values = new double[FeatureSet.Count];
        values[FeatureSet.IndexOf("recency_days")] = _asOf!.Value.DayNumber - last;
        values[FeatureSet.IndexOf("frequency")] = frequency;
        values[FeatureSet.IndexOf("monetary_total")] = total;
        values[FeatureSet.IndexOf("monetary_avg")] = total / frequency;
        values[FeatureSet.IndexOf("tenure_days")] = last - own.Min(line => line.Date).DayNumber;
        values[FeatureSet.IndexOf("unique_products")] = own.Select(line => line.StockCode).Distinct().Count();
        values[FeatureSet.IndexOf("uk_customer")] = own.Any(line => line.Country == "United Kingdom") ? 1 : 0;
        values[FeatureSet.IndexOf("rfm_combined_score")] = 9;
        PredictionSource source = Lapsed.Contains(id) ? PredictionSource.Lapsed : frequency > 1 ? PredictionSource.Model : PredictionSource.ColdStart;
        return new CustomerRecord
        {
            Id = id,
            Features = new FeatureVector(values),
            Prediction = PredictionOf(source, source switch { PredictionSource.Model => ValueOf(total), PredictionSource.ColdStart => 622.13, _ => 0 }),
            IntervalLevel = IntervalLevel,
            Source = source,
            Window = ObservationWindow.At(_asOf),
            EdgesVersion = 3,
            BundleId = Bundle,
            FirstPurchaseDay = own.Min(line => line.Date).DayNumber,
            LastPurchaseDay = last,
            WaitingInvoices = 0,
        };
    }

    private List<double> ScoredValues() =>
    [
        .. _lines.Select(line => line.Customer!.Value).Distinct().Select(RecordOf)
            .Where(record => record.Source == PredictionSource.Model).Select(record => record.PredictedValue).Order(),
    ];

    private SegmentThresholds Thresholds()
    {
        List<double> values = ScoredValues();
        return SegmentThresholds.Of(values.Count, at => values[at]);
    }

    private double RankOf(double value)
    {
        List<double> values = ScoredValues();
        return values.Count == 0 ? 0 : 100.0 * values.Count(other => other <= value) / values.Count;
    }
}
