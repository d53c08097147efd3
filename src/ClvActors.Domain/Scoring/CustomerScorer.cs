using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;

namespace ClvActors.Domain.Scoring;

/// <summary>Turns a customer's state into the record that lookups see.</summary>
/// <remarks>A pure function of its arguments.</remarks>
public static class CustomerScorer
{
    private const int FewestPurchasesForTheModel = 2;

    /// <summary>Scores a customer that has bought at least once.</summary>
    /// <param name="state">The customer's state, brought to the as-of date.</param>
    /// <param name="totals">Its totals there.</param>
    /// <param name="scores">Its quintile scores; default outside the population.</param>
    /// <param name="edgesVersion">Version of the edges behind the scores.</param>
    /// <param name="model">The model.</param>
    public static CustomerRecord Score(
        CustomerState state, in WindowTotals totals, RfmScores scores, long edgesVersion, IValueModel model)
    {
        int recencyDays = state.LastPurchaseDay is { } last ? state.Window.AsOfDay - last : 0;
        double[] features = new double[FeatureSet.Count];
        FeatureFormulas.Write(totals, state.Behaviour(), recencyDays, scores, features);
        PredictionSource source = SourceOf(state);
        return new CustomerRecord
        {
            Id = state.Id,
            Features = new FeatureVector(features),
            Prediction = model.Predict(source, features),
            Source = source,
            Window = state.Window,
            EdgesVersion = edgesVersion,
            BundleId = model.Id,
            IntervalLevel = model.IntervalLevel,
            FirstPurchaseDay = state.FirstPurchaseDay!.Value,
            LastPurchaseDay = state.LastPurchaseDay,
            WaitingInvoices = state.Waiting.Length,
        };
    }

    /// <summary>The source of a customer with a purchase in the window.</summary>
    /// <param name="purchases">Its purchases there.</param>
    public static PredictionSource SourceOf(double purchases) =>
        purchases < FewestPurchasesForTheModel ? PredictionSource.ColdStart : PredictionSource.Model;

    private static PredictionSource SourceOf(CustomerState state)
    {
        if (state.IsInWindow)
        {
            return SourceOf(state.InvoicesInWindow);
        }

        return state.LastPurchaseDay is null ? PredictionSource.Pending : PredictionSource.Lapsed;
    }
}
