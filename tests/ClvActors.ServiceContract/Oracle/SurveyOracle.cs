using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Oracle;

/// <summary>A survey by grouping and sorting a list of everyone: slow and plainly right.</summary>
public static class SurveyOracle
{
    /// <summary>Surveys everyone of a population with their histories.</summary>
    public static PopulationSurvey Of(SurveyRequest request, SegmentThresholds thresholds, IEnumerable<(CustomerRecord Record, IReadOnlyList<ValuePoint> History)> customers)
    {
        (CustomerRecord Record, IReadOnlyList<ValuePoint> History)[] all = [.. customers.Where(customer => customer.Record.IsInPopulation)];
        CustomerSummary[] everyone = [.. all.Select(customer => Summarise(customer.Record, thresholds))];
        CustomerRecord[] scored = [.. everyone.Select(one => one.Record).Where(record => record.Source == PredictionSource.Model)];
        return new PopulationSurvey
        {
            AsOf = new DateOnly(2011, 6, 30),
            IsSettled = true,
            Sequence = 7,
            BundleId = "first",
            Thresholds = thresholds,
            FeatureCounts = [.. request.FeatureCuts.Select((cuts, feature) => Counts(cuts, scored.Select(record => record.Features[feature])))],
            ValueCounts = Counts(request.ValueCuts, scored.Select(record => record.PredictedValue)),
            Groups =
            [
                .. everyone.GroupBy(one => (one.Segment, one.Record.Stage, one.Record.Status, one.Record.Source)).OrderBy(group => group.Key)
                    .Select(group => new SurveyGroup(
                        group.Key.Segment, group.Key.Stage, group.Key.Status, group.Key.Source, group.Count(),
                        ExactArithmetic.Sum(group.Select(one => one.Record.PredictedValue)), ExactArithmetic.Sum(group.Select(one => one.Record.Features.MonetaryTotal)),
                        group.Sum(one => (long)one.Record.Features.RecencyDays))),
            ],
            Density = request.Density ? Cells(everyone) : [],
            Sample = [.. everyone.OrderBy(one => Murmur(one.Record.Id.StableHash())).ThenBy(one => one.Record.Id).Take(request.Sample)],
            Movers =
            [
                .. all.Where(customer => customer.History.Count > 0).Select(customer => new ValueMove(Summarise(customer.Record, thresholds), customer.History[^1]))
                    .Where(move => move.Change != 0).OrderByDescending(move => Math.Abs(move.Change)).ThenBy(move => move.Customer.Record.Id).Take(request.Movers),
            ],
        };
    }

    /// <summary>Cuts for all features and the value that fall among some records' values.</summary>
    public static SurveyRequest RequestFor(IReadOnlyList<CustomerRecord> records, int cuts, int sample, int movers)
    {
        return new SurveyRequest
        {
            FeatureCuts = [.. Enumerable.Range(0, FeatureSet.Count).Select(feature => CutsOf([.. records.Select(record => record.Features[feature])]))],
            ValueCuts = CutsOf([.. records.Select(record => record.PredictedValue)]),
            Density = true,
            Sample = sample,
            Movers = movers,
        };

        // Values themselves are cuts, so that the rule for a value on a cut shows.
        double[] CutsOf(double[] values)
        {
            double[] ascending = [.. values.Where(double.IsFinite).Order()];
            return [.. Enumerable.Range(1, cuts).Select(cut => PopulationOracle.Percentile(ascending, 100.0 * cut / (cuts + 1))).Distinct()];
        }
    }

    /// <summary>Compares everything that is counted, to the last bit; not the version's date and number.</summary>
    public static void AssertEqual(PopulationSurvey expected, PopulationSurvey actual, string what)
    {
        Assert.True(expected.Thresholds == actual.Thresholds, $"{what}: thresholds");
        Assert.True(expected.FeatureCounts.Count == actual.FeatureCounts.Count, $"{what}: features");
        for (int feature = 0; feature < expected.FeatureCounts.Count; feature++)
        {
            Assert.True(expected.FeatureCounts[feature].SequenceEqual(actual.FeatureCounts[feature]), $"{what}: {FeatureSet.Names[feature]}");
        }

        Assert.True(expected.ValueCounts.SequenceEqual(actual.ValueCounts), $"{what}: values");
        AssertSame(expected.Groups, actual.Groups, $"{what}: groups");
        AssertSame(expected.Density, actual.Density, $"{what}: density");
        AssertSame([.. expected.Sample.Select(Shown)], [.. actual.Sample.Select(Shown)], $"{what}: sample");
        AssertSame([.. expected.Movers.Select(Shown)], [.. actual.Movers.Select(Shown)], $"{what}: movers");
    }

    private static CustomerSummary Summarise(CustomerRecord record, SegmentThresholds thresholds) => new(record, thresholds.SegmentOf(record.PredictedValue));

    private static long[] Counts(double[] cuts, IEnumerable<double> values)
    {
        long[] counts = new long[cuts.Length + 1];
        foreach (double value in values)
        {
            int bin = Array.FindIndex(cuts, cut => value <= cut);
            counts[bin < 0 ? cuts.Length : bin]++;
        }

        return counts;
    }

    private static DensityCell[] Cells(CustomerSummary[] everyone) =>
    [
        .. everyone.GroupBy(one => (
                Recency: (short)Math.Floor(one.Record.Features.RecencyDays / 5), Value: (short)Math.Floor(Math.Log10(1 + one.Record.PredictedValue) * 15), one.Segment, one.Record.Stage,
                one.Record.Status))
            .OrderBy(group => group.Key)
            .Select(group => new DensityCell(group.Key.Recency, group.Key.Value, group.Key.Segment, group.Key.Stage, group.Key.Status, group.Count())),
    ];

    // The finaliser of MurmurHash3's 64-bit variant.
    private static ulong Murmur(ulong key)
    {
        unchecked
        {
            key ^= key >> 33;
            key *= 0xFF51AFD7ED558CCD;
            key ^= key >> 33;
            key *= 0xC4CEB9FE1A85EC53;
            key ^= key >> 33;
            return key;
        }
    }

    private static (CustomerId, Prediction, PredictionSource, FeatureVector, ClvSegment) Shown(CustomerSummary one) =>
        (one.Record.Id, one.Record.Prediction, one.Record.Source, one.Record.Features, one.Segment);

    private static (CustomerId, Prediction, ClvSegment, ValuePoint, double) Shown(ValueMove move) =>
        (move.Customer.Record.Id, move.Customer.Record.Prediction, move.Customer.Segment, move.Since, move.Change);

    private static void AssertSame<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual, string what)
    {
        Assert.True(expected.Count == actual.Count, $"{what}: {actual.Count}, expected {expected.Count}");
        for (int index = 0; index < expected.Count; index++)
        {
            Assert.True(EqualityComparer<T>.Default.Equals(expected[index], actual[index]), $"{what}: {actual[index]}, expected {expected[index]}");
        }
    }
}
