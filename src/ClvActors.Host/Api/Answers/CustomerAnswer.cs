using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;

namespace ClvActors.Host.Api.Answers;

/// <summary>Everything about one customer; what does not exist is absent.</summary>
public sealed record CustomerAnswer : FurtherOutputs
{
    private CustomerAnswer(CustomerRecord record)
        : base(record.Prediction, record.IntervalLevel, record.NextPurchaseDate)
    {
    }

    /// <summary>The features that people look at first.</summary>
    public required CustomerProfile Profile { get; init; }

    /// <summary>Predicted spend over the horizon.</summary>
    public required double PredictedClv { get; init; }

    /// <summary>Champions, High Value, Growing, Occasional or Dormant.</summary>
    public required string ClvSegment { get; init; }

    /// <summary>100 x share of the model-scored customers with a value up to this one, to one decimal.</summary>
    public required double PercentileRank { get; init; }

    /// <summary>The five largest contributions to the raw score; empty without a raw score.</summary>
    public required IReadOnlyList<Factor> ShapFactors { get; init; }

    /// <summary>All features by name, those of the reference set first.</summary>
    public required NamedFeatures Features { get; init; }

    /// <summary>model, cold_start, lapsed or pending.</summary>
    public required string PredictionSource { get; init; }

    /// <summary>The score that the contributions add up to; absent where there is nothing to explain.</summary>
    public double? RawScore { get; init; }

    /// <summary>What the contributions start from: the model's mean raw score; absent without a raw score.</summary>
    public double? BaseScore { get; init; }

    /// <summary>New, Growing, Established or Loyal.</summary>
    public required string LifecycleStage { get; init; }

    /// <summary>Active, Lagging, Dormant or Churn-risk.</summary>
    public required string PurchaseStatus { get; init; }

    /// <summary>The as-of date of the value; absent before there is one.</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>Version of the rank edges under which the value holds.</summary>
    public required long EdgesVersion { get; init; }

    /// <summary>The bundle that scored.</summary>
    public required string Bundle { get; init; }

    /// <summary>Days that the value covers.</summary>
    public required int HorizonDays { get; init; }

    /// <summary>Date of the first purchase ever.</summary>
    public required DateOnly FirstPurchase { get; init; }

    /// <summary>Invoices that are dated after the as-of date.</summary>
    public required int WaitingInvoices { get; init; }

    /// <summary>Values at past month ends, oldest first.</summary>
    public required IReadOnlyList<ValuePointAnswer> ValueHistory { get; init; }

    /// <summary>Writes a detail as an answer.</summary>
    public static CustomerAnswer Of(CustomerDetail detail)
    {
        CustomerRecord record = detail.Record;
        return new CustomerAnswer(record)
        {
            Profile = CustomerProfile.Of(record.Id, record.Features),
            PredictedClv = record.PredictedValue,
            ClvSegment = detail.Segment.Name(),
            PercentileRank = Percentile.Rounded(detail.PercentileRank),
            ShapFactors = Factor.Of(detail.Factors),
            Features = new NamedFeatures(record.Features),
            PredictionSource = record.Source.Name(),
            RawScore = Present(record.Prediction.RawScore),
            BaseScore = Present(detail.BaseScore),
            LifecycleStage = record.Stage.ToString(),
            PurchaseStatus = record.Status.Name(),
            AsOf = record.Window.AsOf,
            EdgesVersion = detail.EdgesVersion,
            Bundle = record.BundleId,
            HorizonDays = detail.HorizonDays,
            FirstPurchase = DateOnly.FromDayNumber(record.FirstPurchaseDay),
            WaitingInvoices = record.WaitingInvoices,
            ValueHistory = [.. detail.History.Select(point => new ValuePointAnswer(point.AsOf, point.PredictedValue))],
        };
    }
}
