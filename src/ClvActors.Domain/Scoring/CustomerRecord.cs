using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Scoring;

/// <summary>What is known of one customer at one moment: the answer that a rescore produces.</summary>
/// <remarks>
/// A pure function of (customer state, as-of date, rank edges version, model bundle), which are named on it. Segment and percentile are not here: they
/// depend on everyone and are read from the population. Immutable; safe on any thread.
/// </remarks>
public sealed class CustomerRecord
{
    /// <summary>The customer.</summary>
    public required CustomerId Id { get; init; }

    /// <summary>All features.</summary>
    public required FeatureVector Features { get; init; }

    /// <summary>What the bundle says of the customer.</summary>
    public required Prediction Prediction { get; init; }

    /// <summary>What kind of customer the bundle was asked about.</summary>
    public required PredictionSource Source { get; init; }

    /// <summary>The window that the features stand on.</summary>
    public required ObservationWindow Window { get; init; }

    /// <summary>Version of the rank edges behind the quintile scores.</summary>
    public required long EdgesVersion { get; init; }

    /// <summary>The bundle that scored.</summary>
    public required string BundleId { get; init; }

    /// <summary>Share of outcomes that the prediction interval is made to hold; NaN for a bundle without intervals.</summary>
    public required double IntervalLevel { get; init; }

    /// <summary>Day number of the first purchase ever.</summary>
    public required int FirstPurchaseDay { get; init; }

    /// <summary>Day number of the last purchase up to the as-of date; null for a pending customer.</summary>
    public required int? LastPurchaseDay { get; init; }

    /// <summary>Invoices that are dated after the as-of date.</summary>
    public required int WaitingInvoices { get; init; }

    /// <summary>Predicted spend over the bundle's horizon, in whole units of currency; at least 0.</summary>
    public double PredictedValue => Prediction.Value;

    /// <summary>Whether the customer belongs to the population of ranks, lists and segments.</summary>
    public bool IsInPopulation => Source is PredictionSource.Model or PredictionSource.ColdStart;

    /// <summary>Stage by days since the first purchase ever.</summary>
    public LifecycleStage Stage => Lifecycle.Stage(Math.Max(0, Window.AsOfDay - FirstPurchaseDay));

    /// <summary>Day of the expected next purchase; null when the bundle does not say or it is too far away.</summary>
    public DateOnly? NextPurchaseDate => Window.AsOf is { } asOf ? Prediction.NextPurchaseDate(asOf) : null;

    /// <summary>Status by days since the last purchase; Active while all purchases wait.</summary>
    public PurchaseStatus Status => Lifecycle.Status(LastPurchaseDay is { } day ? Window.AsOfDay - day : 0);
}
