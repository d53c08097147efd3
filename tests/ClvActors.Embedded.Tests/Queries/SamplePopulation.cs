using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Queries;
using ClvActors.Embedded.Shards;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Queries;

/// <summary>Makes populations of records without an engine.</summary>
internal static class SamplePopulation
{
    public static CustomerRecord Record(
        string id, double value, PredictionSource source = PredictionSource.Model, double recencyDays = 0, double[]? features = null,
        double rawScore = double.NaN)
    {
        features ??= new double[FeatureSet.Count];
        features[0] = recencyDays;
        return new CustomerRecord
        {
            Id = CustomerId.Parse(id),
            Features = new FeatureVector(features),
            Prediction = new Prediction { Value = value, RawScore = rawScore },
            IntervalLevel = double.NaN,
            Source = source,
            Window = new ObservationWindow(734_000),
            EdgesVersion = 1,
            BundleId = "first",
            FirstPurchaseDay = 733_900,
            LastPurchaseDay = 733_950,
            WaitingInvoices = 0,
        };
    }

    public static PopulationSnapshot Of(
        IEnumerable<CustomerRecord> records, int shards = 2, long sequence = 1, bool isSettled = true, long edgesVersion = 1, IValueModel? model = null)
    {
        model ??= new ExponentialModel("first", 1);
        (Generation Generation, CustomerDirectory Directory, int Count)[] parts =
            [.. Enumerable.Range(0, shards).Select(_ => (new Generation(model), new CustomerDirectory(), 0))];
        foreach (CustomerRecord record in records)
        {
            ref (Generation Generation, CustomerDirectory Directory, int Count) part = ref parts[CustomerPlacement.PartOf(record.Id, shards)];
            CustomerSlot slot = new(new CustomerState(record.Id, new StockCodeTable(), record.Window)) { ChangeSequence = sequence };
            part.Generation.Set(part.Count, record, slot);
            part.Directory.Add(record.Id, part.Count++);
            part.Directory.AddBuyer(record.Id);
        }

        return new PopulationSnapshot([.. parts.Select(part => part.Generation.Publish(part.Directory))])
        {
            Model = model,
            Window = new ObservationWindow(734_000),
            Edges = RankEdges.None with { Version = edgesVersion },
            EdgesTimestamp = null,
            IsSettled = isSettled,
            Sequence = sequence,
            Counts = new IngestCounts(),
        };
    }
}
