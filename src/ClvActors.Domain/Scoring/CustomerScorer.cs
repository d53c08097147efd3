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
        double raw = source == PredictionSource.Model ? model.RawScore(features) : double.NaN;
        return new CustomerRecord
        {
            Id = state.Id,
            Features = new FeatureVector(features),
            PredictedValue = source switch
            {
                PredictionSource.Model => model.ValueOf(raw),
                PredictionSource.Lapsed => 0,
                _ => model.ColdStartValue,
            },
            RawScore = raw,
            Source = source,
            Window = state.Window,
            EdgesVersion = edgesVersion,
            BundleId = model.Id,
            FirstPurchaseDay = state.FirstPurchaseDay!.Value,
            LastPurchaseDay = state.LastPurchaseDay,
            WaitingInvoices = state.Waiting.Length,
        };
    }

    private static PredictionSource SourceOf(CustomerState state)
    {
        if (state.IsInWindow)
        {
            return state.InvoicesInWindow < FewestPurchasesForTheModel ? PredictionSource.ColdStart : PredictionSource.Model;
        }

        return state.LastPurchaseDay is null ? PredictionSource.Pending : PredictionSource.Lapsed;
    }
}
