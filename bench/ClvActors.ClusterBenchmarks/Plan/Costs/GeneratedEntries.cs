using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>Entries as customers' grains would tell them, without customers.</summary>
internal static class GeneratedEntries
{
    public const int Today = 739_000;
    private const string Bundle = "clv-12m";
    private static readonly string Fingerprint = new('f', 64);

    /// <summary>One entry; all values differ.</summary>
    public static CustomerEntry Entry(Random random, long customer)
    {
        double[] features = new double[FeatureSet.Count];
        int lastDay = Today - random.Next(365);
        features[0] = Today - lastDay;
        features[1] = 1 + random.Next(40);
        double value = Math.Exp(5 + (2 * random.NextDouble()) + random.NextDouble());
        return new CustomerEntry
        {
            Record = new CustomerRecord
            {
                Id = CustomerId.FromNumber(customer),
                Features = new FeatureVector(features),
                Prediction = new Prediction { Value = value, RawScore = value },
                IntervalLevel = double.NaN,
                Source = PredictionSource.Model,
                Window = new ObservationWindow(Today),
                EdgesVersion = 1,
                BundleId = Bundle,
                FirstPurchaseDay = lastDay - random.Next(300),
                LastPurchaseDay = lastDay,
                WaitingInvoices = 0,
            },
            Version = 1,
            SpendTenThousandths = random.NextInt64(100_000_000),
            NextDueDay = Today + 1 + random.Next(365),
            NewestPurchaseDay = lastDay,
            ChangeSequence = 1,
            History = ValueHistory.Empty,
            BundleFingerprint = Fingerprint,
            ToldValue = value,
            ToldSource = (int)PredictionSource.Model,
        };
    }

    /// <summary>A view at which such entries do or do not stand.</summary>
    public static PopulationView View(ValueLadder ladder) => new()
    {
        Version = 1,
        AsOfDay = Today,
        Edges = RankEdges.None,
        MonthEnds = [],
        BundleId = Bundle,
        BundleFingerprint = Fingerprint,
        Bounds = [4, 3, 2, 1],
        Ladder = ladder,
        Customers = 0,
        Lapsed = 0,
        NewestCustomer = default,
        NewestDay = Today,
        IsSettled = true,
    };
}
