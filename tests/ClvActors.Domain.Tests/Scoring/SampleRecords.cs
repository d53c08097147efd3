using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Scoring;

/// <summary>Makes records without customers.</summary>
internal static class SampleRecords
{
    public static readonly int Today = new DateOnly(2011, 6, 30).DayNumber;

    public static CustomerRecord Record(
        double value, PredictionSource source = PredictionSource.Model, int recencyDays = 0, RfmScores scores = default, double[]? features = null, double rawScore = double.NaN,
        Prediction? prediction = null)
    {
        features ??= new double[FeatureSet.Count];
        features[0] = recencyDays;
        (features[18], features[19], features[20]) = (scores.Recency, scores.Frequency, scores.Monetary);
        return new CustomerRecord
        {
            Id = CustomerId.FromNumber(1),
            Features = new FeatureVector(features),
            Prediction = prediction ?? new Prediction { Value = value, RawScore = rawScore },
            IntervalLevel = double.NaN,
            Source = source,
            Window = new ObservationWindow(Today),
            EdgesVersion = 1,
            BundleId = "first",
            FirstPurchaseDay = Today - 100,
            LastPurchaseDay = Today - recencyDays,
            WaitingInvoices = 0,
        };
    }
}
