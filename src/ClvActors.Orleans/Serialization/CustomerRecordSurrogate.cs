using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Serialization;

/// <summary><see cref="CustomerRecord"/> on the wire and in storage.</summary>
[GenerateSerializer, Immutable, Alias("clv.customer-record")]
public struct CustomerRecordSurrogate
{
    /// <summary>The customer.</summary>
    [Id(0)]
    public CustomerIdSurrogate Id { get; set; }

    /// <summary>The features in the order of the feature set.</summary>
    [Id(1)]
    public double[] Features { get; set; }

    /// <summary>Predicted spend over the horizon, in whole units of currency.</summary>
    [Id(2)]
    public double PredictedValue { get; set; }

    /// <summary>The raw score; NaN where there is nothing to explain.</summary>
    [Id(3)]
    public double RawScore { get; set; }

    /// <summary>The <see cref="PredictionSource"/> as a number.</summary>
    [Id(4)]
    public int Source { get; set; }

    /// <summary>Day number of the window's as-of date, or -1.</summary>
    [Id(5)]
    public int AsOfDay { get; set; }

    /// <summary>Version of the rank edges.</summary>
    [Id(6)]
    public long EdgesVersion { get; set; }

    /// <summary>The bundle that scored.</summary>
    [Id(7)]
    public string BundleId { get; set; }

    /// <summary>Day number of the first purchase ever.</summary>
    [Id(8)]
    public int FirstPurchaseDay { get; set; }

    /// <summary>Day number of the last purchase up to the as-of date, or null.</summary>
    [Id(9)]
    public int? LastPurchaseDay { get; set; }

    /// <summary>Invoices dated after the as-of date.</summary>
    [Id(10)]
    public int WaitingInvoices { get; set; }

    /// <summary>Version of the feature set behind <see cref="Features"/>; 0 for what was written when there was only the reference set.</summary>
    [Id(11)]
    public int FeatureSetVersion { get; set; }

    /// <summary>What else the prediction says, or null for nothing.</summary>
    [Id(12)]
    public PredictionOutputs? Outputs { get; set; }

    /// <summary>The record again; features of another version than this program's are missing until the customer is rescored.</summary>
    public readonly CustomerRecord ToRecord() =>
        new()
        {
            Id = Id.ToId(),
            Features = FeatureSetVersion == FeatureSet.Behaviour.Version ? new FeatureVector(Features) : FeatureVector.OfOlder(Features),
            Prediction = Outputs?.ToPrediction(PredictedValue, RawScore) ?? new Prediction { Value = PredictedValue, RawScore = RawScore },
            IntervalLevel = Outputs?.IntervalLevel ?? double.NaN,
            Source = (PredictionSource)Source,
            Window = new ObservationWindow(AsOfDay),
            EdgesVersion = EdgesVersion,
            BundleId = BundleId ?? "",
            FirstPurchaseDay = FirstPurchaseDay,
            LastPurchaseDay = LastPurchaseDay,
            WaitingInvoices = WaitingInvoices,
        };
}
