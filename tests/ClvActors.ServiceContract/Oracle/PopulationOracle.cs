using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Oracle;

/// <summary>The whole answer from all lines at once, by grouping and plain sorting; shares with the service only the batch pass of the features.</summary>
public sealed class PopulationOracle
{
    private static readonly double[] Percents = [90, 75, 40, 10];

    private readonly BatchFeatures _batch = new();

    /// <summary>Counts over the lines so far, as if each had come in time.</summary>
    public IngestCounts Counts => _batch.Counts;

    /// <summary>The kept purchases, in no particular order.</summary>
    public IEnumerable<TransactionLine> Purchases => _batch.Purchases;

    /// <summary>Takes lines in.</summary>
    public void Add(IEnumerable<TransactionLine> lines)
    {
        foreach (TransactionLine line in lines)
        {
            _batch.Add(line);
        }
    }

    /// <summary>The features of the population at a date.</summary>
    public SortedDictionary<CustomerId, FeatureVector> FeaturesAt(DateOnly asOf) => _batch.Compute(asOf);

    /// <summary>The settled population at a date.</summary>
    public ExpectedPopulation At(DateOnly asOf, IValueModel model)
    {
        SortedDictionary<CustomerId, FeatureVector> features = _batch.Compute(asOf);
        ExpectedCustomer[] customers =
        [
            .. _batch.Purchases.GroupBy(line => line.Customer!.Value)
                .Select(lines => Customer(lines.Key, [.. lines], features.GetValueOrDefault(lines.Key), asOf.DayNumber, model)),
        ];
        double[] scored = [.. customers.Where(customer => customer.Source == PredictionSource.Model).Select(customer => customer.Value).Order()];
        double[] bounds = scored.Length == 0
            ? [.. Percents.Select(_ => double.PositiveInfinity)]
            : [.. Percents.Select(percent => Percentile(scored, percent))];
        customers = [.. customers.Select(customer => Placed(customer, scored, bounds))];
        ExpectedCustomer[] everyone = InOrder(customers, PredictionSource.Model, PredictionSource.ColdStart);
        ExpectedCustomer[] lapsed = InOrder(customers, PredictionSource.Lapsed);
        return new ExpectedPopulation
        {
            AsOf = asOf,
            Customers = customers.ToDictionary(customer => customer.Id),
            Everyone = everyone,
            Lapsed = lapsed,
            Thresholds = new SegmentThresholds(bounds[0], bounds[1], bounds[2], bounds[3]),
            Segments = SegmentsOf(everyone, bounds),
            SegmentsWithLapsed = SegmentsOf([.. everyone, .. lapsed], bounds),
        };
    }

    /// <summary>Each customer's value at the month ends from the first sale to before a date, oldest first; customers without one are missing.</summary>
    public Dictionary<CustomerId, List<ValuePoint>> HistoryBefore(DateOnly end, IValueModel model)
    {
        Dictionary<CustomerId, List<ValuePoint>> history = [];
        DateOnly first = _batch.Purchases.Min(line => line.Date);
        for (DateOnly month = new(first.Year, first.Month, 1); ; month = month.AddMonths(1))
        {
            DateOnly monthEnd = month.AddMonths(1).AddDays(-1);
            if (monthEnd >= end)
            {
                return history;
            }

            foreach (ExpectedCustomer customer in At(monthEnd, model).Everyone)
            {
                if (!history.TryGetValue(customer.Id, out List<ValuePoint>? points))
                {
                    history.Add(customer.Id, points = []);
                }

                points.Add(new ValuePoint(monthEnd, customer.Value));
            }
        }
    }

    /// <summary>numpy's <c>percentile</c> with the linear method over ascending values.</summary>
    public static double Percentile(double[] ascending, double percent)
    {
        double index = (ascending.Length - 1) * (percent / 100);
        double low = ascending[(int)Math.Floor(index)];
        double high = ascending[(int)Math.Ceiling(index)];
        double t = index - Math.Floor(index);
        return t >= 0.5 ? high - ((high - low) * (1 - t)) : low + ((high - low) * t);
    }

    private static ExpectedCustomer Customer(
        CustomerId id, TransactionLine[] lines, FeatureVector? features, int asOfDay, IValueModel model)
    {
        int[] past = [.. lines.Select(line => line.Date.DayNumber).Where(day => day <= asOfDay)];
        int? last = past.Length == 0 ? null : past.Max();
        PredictionSource source = features switch
        {
            null => last is null ? PredictionSource.Pending : PredictionSource.Lapsed,
            { Frequency: < 2 } => PredictionSource.ColdStart,
            _ => PredictionSource.Model,
        };
        double[] outside = new double[FeatureSet.Count];
        outside[0] = asOfDay - (last ?? asOfDay);
        outside[FeatureSet.IndexOf("lifetime_days")] = Math.Max(0, asOfDay - lines.Min(line => line.Date.DayNumber));
        features ??= new FeatureVector(outside);
        return new ExpectedCustomer
        {
            Id = id,
            Features = features,
            Prediction = model.Predict(source, features.Values),
            Source = source,
            FirstPurchaseDay = lines.Min(line => line.Date.DayNumber),
            LastPurchaseDay = last,
            WaitingInvoices = lines.Where(line => line.Date.DayNumber > asOfDay).Select(line => (line.Invoice, line.Date)).Distinct().Count(),
        };
    }

    private static ExpectedCustomer Placed(ExpectedCustomer customer, double[] scored, double[] bounds)
    {
        if (customer.Source == PredictionSource.Lapsed)
        {
            return customer with { Segment = ClvSegment.Dormant, PercentileRank = 0 };
        }

        int below = scored.Count(value => value <= customer.Value);
        return customer with
        {
            Segment = (ClvSegment)bounds.TakeWhile(bound => customer.Value < bound).Count(),
            PercentileRank = scored.Length == 0 ? 0 : 100.0 * below / scored.Length,
        };
    }

    private static ExpectedCustomer[] InOrder(ExpectedCustomer[] customers, params PredictionSource[] sources) =>
    [
        .. customers.Where(customer => sources.Contains(customer.Source))
            .OrderByDescending(customer => customer.Value).ThenBy(customer => customer.Id),
    ];

    private static ExpectedSegment[] SegmentsOf(ExpectedCustomer[] customers, double[] bounds)
    {
        ExpectedSegment[] segments = new ExpectedSegment[5];
        for (int index = 0; index < segments.Length; index++)
        {
            ExpectedCustomer[] own = [.. customers.Where(customer => (int)customer.Segment == index).Reverse()];
            segments[index] = new ExpectedSegment(
                own.Length,
                ExactArithmetic.Sum(own.Select(customer => customer.Value)),
                own.Length == 0 ? 0 : own.Sum(customer => customer.Features.RecencyDays) / own.Length,
                index < bounds.Length ? bounds[index] : double.NegativeInfinity);
        }

        return segments;
    }
}
