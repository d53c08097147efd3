using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Queries;

/// <summary>Brings the records of lapsed customers, which no sweep visits, to a view when they are shown.</summary>
internal static class LapsedRecords
{
    /// <summary>A record as it stands at a view: of a lapsed customer only the days since the first and the last purchase move.</summary>
    public static CustomerRecord AsOf(PopulationView view, CustomerRecord record)
    {
        if (record.Source != PredictionSource.Lapsed || record.Window.AsOfDay >= view.AsOfDay)
        {
            return record;
        }

        double[] features = new double[FeatureSet.Count];
        FeatureFormulas.WriteOutside(view.AsOfDay - record.LastPurchaseDay!.Value, view.AsOfDay - record.FirstPurchaseDay, features);
        return new CustomerRecord
        {
            Id = record.Id,
            Features = new FeatureVector(features),
            PredictedValue = record.PredictedValue,
            RawScore = record.RawScore,
            Source = record.Source,
            Window = view.Window,
            EdgesVersion = view.Edges.Version,
            BundleId = record.BundleId,
            FirstPurchaseDay = record.FirstPurchaseDay,
            LastPurchaseDay = record.LastPurchaseDay,
            WaitingInvoices = record.WaitingInvoices,
        };
    }
}
