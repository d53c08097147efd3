using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Tests.Monitoring;

/// <summary>A service whose customers a test moves through time: features stay, purchases are made up.</summary>
internal sealed class WatchedShop : ICustomerValueService
{
    private const int ForecastDays = 100;
    private const int KnownDays = 100;

    private readonly List<(CustomerId Id, double[] Features)> _customers = [];

    public WatchedShop(int customers, int seed = 1)
    {
        Random random = new(seed);
        for (int id = 1; id <= customers; id++)
        {
            double[] features = new double[FeatureSet.Count];
            for (int at = 0; at < features.Length; at++)
            {
                features[at] = Math.Round(random.NextDouble() * 100, 3);
            }

            features[FeatureSet.IndexOf("frequency")] = id % 4 == 0 ? 1 : 2 + (id % 7);
            features[FeatureSet.IndexOf("lifetime_days")] = KnownDays;
            Assert.True(CustomerId.TryParse($"{id}", out CustomerId customer));
            _customers.Add((customer, features));
        }
    }

    public DateOnly AsOf { get; set; } = new(2020, 3, 10);

    public bool IsSettled { get; set; } = true;

    public string Bundle { get; set; } = "clv-a";

    /// <summary>Predicts; without one a tenth of the monetary total, over <see cref="ForecastDays"/>.</summary>
    public IValueModel? Model { get; set; }

    public Exception? Refusal { get; set; }

    public int Surveys { get; private set; }

    /// <summary>Called by every survey.</summary>
    public Action? Surveying { get; set; }

    public int Settlings { get; private set; }

    /// <summary>How many more questions about purchases are answered before one fails; null for all.</summary>
    public int? AnswersLeft { get; set; }

    /// <summary>Done before the next survey.</summary>
    public Action? BeforeSurvey { get; set; }

    /// <summary>Awaited before every answer how it stands.</summary>
    public Func<CancellationToken, Task>? BeforeStatus { get; set; }

    /// <summary>Purchases by customer; a test adds to them.</summary>
    public Dictionary<CustomerId, List<Purchase>> Sold { get; } = [];

    public IReadOnlyList<CustomerRecord> Records => [.. _customers.Select(customer => RecordOf(customer.Id, customer.Features))];

    /// <summary>Multiplies a feature of everyone.</summary>
    public void Scale(string feature, double factor) => _customers.ForEach(customer => customer.Features[FeatureSet.IndexOf(feature)] *= factor);

    public void Sell(CustomerId customer, DateOnly day, double amount)
    {
        Sold.TryAdd(customer, []);
        Sold[customer].Add(new Purchase($"{Sold[customer].Count}", day.ToDateTime(new TimeOnly(12, 0)), new Money((long)Math.Round(amount * Money.PerUnit)), 1));
    }

    public async ValueTask<ServiceStatus> StatusAsync(CancellationToken cancellation = default)
    {
        await (BeforeStatus?.Invoke(cancellation) ?? Task.CompletedTask);
        return Refusal is { } refusal ? throw refusal : new ServiceStatus
        {
            Customers = _customers.Count,
            LapsedCustomers = 0,
            ScoredCustomers = _customers.Count,
            AsOf = AsOf,
            IsSettled = IsSettled,
            EdgesVersion = 1,
            EdgesAge = null,
            Sequence = 1,
            BundleId = Bundle,
            HorizonDays = Model?.HorizonDays ?? ForecastDays,
            Thresholds = Thresholds(),
            Counts = new IngestCounts(),
            Syncs = 0,
            LogBytes = 0,
            Fault = null,
        };
    }

    public ValueTask<PopulationSurvey> SurveyAsync(SurveyRequest request, CancellationToken cancellation = default)
    {
        Surveys++;
        BeforeSurvey?.Invoke();
        BeforeSurvey = null;
        Surveying?.Invoke();
        SurveyAccumulator survey = new(request, Thresholds());
        foreach (CustomerRecord record in Records)
        {
            survey.Add(record, null);
        }

        return ValueTask.FromResult(survey.ToSurvey(AsOf, IsSettled, 1, Bundle));
    }

    public ValueTask<IReadOnlyList<CustomerPurchases>> PurchasesAsync(IReadOnlyList<CustomerId> ids, CancellationToken cancellation = default)
    {
        Assert.InRange(ids.Count, 1, 1_000);
        if (AnswersLeft-- == 0)
        {
            AnswersLeft = null;
            throw new TimeoutException("The cluster does not answer.");
        }

        int oldest = AsOf.DayNumber - ObservationWindow.Days;
        return ValueTask.FromResult<IReadOnlyList<CustomerPurchases>>(
        [
            .. ids.Select(id => new CustomerPurchases(id, AsOf, [.. Sold.GetValueOrDefault(id, []).Where(sale => DateOnly.FromDateTime(sale.Time).DayNumber > oldest)])),
        ]);
    }

    public ValueTask<WhatIfAnswer> PredictAsync(ReadOnlyMemory<double> known, CancellationToken cancellation = default) => ValueTask.FromResult(new WhatIfAnswer
    {
        Features = new FeatureVector(known.ToArray()),
        Source = PredictionSource.Model,
        Prediction = new Prediction { Value = 1 },
        Segment = ClvSegment.Growing,
        PercentileRank = 50,
        Contributions = [new FeatureContribution("recency_days", known.Span[0], known.Span[0]), new FeatureContribution("frequency", known.Span[1], 3)],
        BaseScore = 0,
        BundleId = Bundle,
        IntervalLevel = double.NaN,
        AsOf = AsOf,
    });

    public ValueTask SettleAsync(CancellationToken cancellation = default)
    {
        Settlings++;
        return ValueTask.CompletedTask;
    }

    public ValueTask<IngestResult> IngestAsync(TransactionBatch batch, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<CustomerDetail?> FindAsync(CustomerId id, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<CustomerId>> SearchAsync(string prefix, int most, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<CustomerPage> ListAsync(CustomerQuery query, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<CustomerSummary>> PortfolioAsync(bool includeLapsed = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<SegmentSummary>> SegmentsAsync(bool includeLapsed = false, CancellationToken cancellation = default) => throw new NotSupportedException();

    public IAsyncEnumerable<ValueChange> ChangesAsync(ChangePosition after, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<DateOnly?> AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask SwapModelAsync(string bundlePath, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SegmentThresholds Thresholds()
    {
        double[] values = [.. Records.Where(record => record.Source == PredictionSource.Model).Select(record => record.PredictedValue).Order()];
        return SegmentThresholds.Of(values.Length, at => values[at]);
    }

    private CustomerRecord RecordOf(CustomerId id, double[] features)
    {
        PredictionSource source = CustomerScorer.SourceOf(features[FeatureSet.IndexOf("frequency")]);
        double value = features[FeatureSet.IndexOf("monetary_total")] / 10;
        return new CustomerRecord
        {
            Id = id,
            Features = new FeatureVector([.. features]),
            Prediction = Model?.Predict(source, features) ?? new Prediction { Value = value, IntervalLow = value / 2, IntervalHigh = value * 2, ExpectedSpend30 = value / 3 },
            IntervalLevel = Model?.IntervalLevel ?? 0.8,
            Source = source,
            Window = ObservationWindow.At(AsOf),
            EdgesVersion = 1,
            BundleId = Bundle,
            FirstPurchaseDay = AsOf.DayNumber - KnownDays,
            LastPurchaseDay = AsOf.DayNumber - 10,
            WaitingInvoices = 0,
        };
    }
}
