using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Oracle;

/// <summary>What a customer's answer must be.</summary>
public sealed record ExpectedCustomer
{
    public required CustomerId Id { get; init; }

    public required FeatureVector Features { get; init; }

    public required Prediction Prediction { get; init; }

    public double Value => Prediction.Value;

    public required PredictionSource Source { get; init; }

    public required int FirstPurchaseDay { get; init; }

    public required int? LastPurchaseDay { get; init; }

    public required int WaitingInvoices { get; init; }

    public ClvSegment Segment { get; init; }

    public double PercentileRank { get; init; }
}
