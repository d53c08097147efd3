using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Queries;

/// <summary>Brings the records of lapsed customers that no sweep visits, because the bundle says nothing of them, to a view when they are shown.</summary>
internal static class LapsedRecords
{
    /// <summary>A record as it stands at a view: of such a customer only the days since the first and the last purchase move.</summary>
    public static CustomerRecord AsOf(PopulationView view, CustomerRecord record)
    {
        if (record.Source != PredictionSource.Lapsed || Settling.MovesWithDate(record) || record.Window.AsOfDay >= view.AsOfDay)
        {
            return record;
        }

        double[] features = new double[FeatureSet.Count];
        FeatureFormulas.WriteOutside(view.AsOfDay - record.LastPurchaseDay!.Value, view.AsOfDay - record.FirstPurchaseDay, features);
        return new CustomerRecord
        {
            Id = record.Id,
            Features = new FeatureVector(features),
            Prediction = record.Prediction,
            IntervalLevel = record.IntervalLevel,
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
