using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Tests.Partitions;

/// <summary>Makes entries without customers.</summary>
internal static class SampleEntries
{
    public const int Today = 734_000;

    private static readonly PredictionSource[] Sources =
        [PredictionSource.Model, PredictionSource.Model, PredictionSource.Model, PredictionSource.ColdStart, PredictionSource.Lapsed, PredictionSource.Pending];

    /// <summary>An entry with the given properties, and plain ones for the rest.</summary>
    public static CustomerEntry Entry(
        string id,
        long version = 1,
        double value = 1,
        PredictionSource source = PredictionSource.Model,
        int lastDay = Today - 10,
        int frequency = 3,
        long spend = 1_000,
        long changeSequence = 1,
        int nextDueDay = CustomerEntry.NeverDue,
        int asOfDay = Today,
        RfmScores scores = default,
        string fingerprint = "first",
        int firstDay = Today - 100,
        double[]? features = null)
    {
        features ??= new double[FeatureSet.Count];
        bool isInPopulation = source is PredictionSource.Model or PredictionSource.ColdStart;
        features[0] = asOfDay - lastDay;
        features[1] = isInPopulation ? frequency : 0;
        features[18] = scores.Recency;
        features[19] = scores.Frequency;
        features[20] = scores.Monetary;
        return new CustomerEntry
        {
            Record = new CustomerRecord
            {
                Id = CustomerId.Parse(id),
                Features = new FeatureVector(features),
                Prediction = new Prediction { Value = value, RawScore = source == PredictionSource.Model ? value : double.NaN },
                IntervalLevel = double.NaN,
                Source = source,
                Window = new ObservationWindow(asOfDay),
                EdgesVersion = 1,
                BundleId = "first",
                FirstPurchaseDay = firstDay,
                LastPurchaseDay = source == PredictionSource.Pending ? null : lastDay,
                WaitingInvoices = source == PredictionSource.Pending ? 1 : 0,
            },
            Version = version,
            SpendTenThousandths = spend,
            NextDueDay = nextDueDay,
            NewestPurchaseDay = lastDay,
            ChangeSequence = changeSequence,
            History = ValueHistory.Empty,
            BundleFingerprint = fingerprint,
            ToldValue = value,
            ToldSource = (int)source,
        };
    }

    /// <summary>A random entry: few different values, so that ties are everywhere.</summary>
    public static CustomerEntry Random(Random random, int customer, long version, long changeSequence)
    {
        PredictionSource source = Sources[random.Next(Sources.Length)];
        double[] features = [.. Enumerable.Range(0, FeatureSet.Count).Select(_ => (double)random.Next(-2, 5))];
        return Entry(
            customer % 3 == 0 ? $"x{customer}" : $"{customer * 7}",
            version,
            random.Next(12) * 10.25,
            source,
            Today - random.Next(20),
            random.Next(1, 6),
            random.Next(8) * 100,
            changeSequence,
            random.Next(3) == 0 ? CustomerEntry.NeverDue : Today + random.Next(1, 40),
            firstDay: Today - 100 - random.Next(50),
            features: features);
    }

    /// <summary>Successive entries of some customers, with higher sequence numbers for higher versions.</summary>
    public static List<CustomerEntry> Stream(Random random, int customers, int updates)
    {
        Dictionary<int, (long Version, long Sequence)> newest = [];
        List<CustomerEntry> stream = [];
        for (int update = 0; update < updates; update++)
        {
            int customer = random.Next(customers);
            (long version, long sequence) = newest.GetValueOrDefault(customer);
            sequence = random.Next(4) == 0 ? sequence : Math.Max(sequence + 1, update / 3);
            newest[customer] = (version + 1, sequence);
            stream.Add(Random(random, customer, version + 1, sequence));
        }

        return stream;
    }

    /// <summary>The newest entry of each customer.</summary>
    public static CustomerEntry[] NewestOf(IEnumerable<CustomerEntry> entries) =>
        [.. entries.GroupBy(entry => entry.Id).Select(own => own.MaxBy(entry => entry.Version)!)];

    /// <summary>The same entries, some of them more than once, in any order.</summary>
    public static CustomerEntry[] Shuffled(Random random, List<CustomerEntry> stream)
    {
        CustomerEntry[] shuffled = [.. stream, .. stream.Where(_ => random.Next(4) == 0)];
        random.Shuffle(shuffled);
        return shuffled;
    }

    /// <summary>A view with given thresholds and edges.</summary>
    public static PopulationView View(
        long version = 1, int asOfDay = Today, RankEdges? edges = null, string fingerprint = "first", SegmentThresholds? thresholds = null)
    {
        thresholds ??= SegmentThresholds.None;
        return new PopulationView
        {
            Version = version,
            AsOfDay = asOfDay,
            Edges = edges ?? RankEdges.None,
            MonthEnds = [],
            BundleId = "first",
            BundleFingerprint = fingerprint,
            Bounds = [thresholds.Champions, thresholds.HighValue, thresholds.Growing, thresholds.Occasional],
            Ladder = ValueLadder.Empty,
            Customers = 0,
            Lapsed = 0,
            NewestCustomer = default,
            NewestDay = -1,
            IsSettled = false,
        };
    }
}
