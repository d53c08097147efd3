using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Tests.Serving;

/// <summary>Records, order and thresholds of the customers, computed anew from their lines for every answer.</summary>
internal sealed partial class FakeService
{
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
