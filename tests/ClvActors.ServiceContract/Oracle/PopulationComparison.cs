using System.Runtime.InteropServices;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Oracle;

/// <summary>Compares a settled population with what it must be, bit for bit.</summary>
public static class PopulationComparison
{
    private const int FirstRankFeature = 18;
    private const int RankFeatures = 4;

    /// <summary>Compares everything but histories.</summary>
    /// <param name="expected">What must be.</param>
    /// <param name="actual">What is.</param>
    /// <param name="context">Tells which run it was.</param>
    public static void AssertEqual(ExpectedPopulation expected, ObservedPopulation actual, string context)
    {
        Same(expected.AsOf, actual.AsOf, context, "as-of date");
        Assert.True(actual.IsSettled, $"{context}: not settled");
        foreach ((CustomerId id, ObservedCustomer? customer) in actual.Customers)
        {
            if (!expected.Customers.TryGetValue(id, out ExpectedCustomer? wanted))
            {
                Assert.True(customer is null, $"{context}: {id} never bought, but was found");
                continue;
            }

            Assert.True(customer is not null, $"{context}: {id} was not found");
            AssertEqual(wanted, customer.Record, $"{context}: {id}");
            Same(expected.AsOf, customer.Record.Window.AsOf, context, $"{id} window");
            Same(wanted.Segment, customer.Segment, context, $"{id} segment");
            Same(wanted.PercentileRank, customer.PercentileRank, context, $"{id} percentile");
            Same(actual.BundleId, customer.Record.BundleId, context, $"{id} bundle");
            Same(actual.EdgesVersion, customer.EdgesVersion, context, $"{id} edges");
        }

        Assert.True(expected.Customers.Keys.All(actual.Customers.ContainsKey), $"{context}: somebody was not looked up");
        int scored = expected.Everyone.Count(customer => customer.Source == PredictionSource.Model);
        Same((expected.Everyone.Count, expected.Lapsed.Count, scored), actual.Totals, context, "totals");
        Same(expected.Thresholds, actual.Thresholds, context, "thresholds");
        AssertEqual(expected.Everyone, actual.Portfolio, $"{context}: portfolio");
        AssertEqual([.. expected.Everyone, .. expected.Lapsed], actual.PortfolioWithLapsed, $"{context}: portfolio with lapsed");
        AssertEqual(expected.Segments, actual.Segments, $"{context}: segments");
        AssertEqual(expected.SegmentsWithLapsed, actual.SegmentsWithLapsed, $"{context}: segments with lapsed");
        foreach (((ClvSegment? segment, bool includeLapsed), IReadOnlyList<CustomerPage> pages) in actual.Pages)
        {
            AssertEqual(expected, segment, includeLapsed, pages, $"{context}: list of {segment} ({includeLapsed})");
        }
    }

    /// <summary>Compares one record.</summary>
    public static void AssertEqual(ExpectedCustomer expected, CustomerRecord actual, string context)
    {
        for (int index = 0; index < FeatureSet.Count; index++)
        {
            Same(expected.Features[index], actual.Features[index], context, FeatureSet.Names[index]);
        }

        Assert.True(expected.Features.Equals(actual.Features), $"{context}: the features' bits differ");
        Same(expected.Source, actual.Source, context, "source");
        AssertSameBits(expected.Prediction, actual.Prediction, context);
        Same(expected.FirstPurchaseDay, actual.FirstPurchaseDay, context, "first purchase");
        Same(expected.LastPurchaseDay, actual.LastPurchaseDay, context, "last purchase");
        Same(expected.WaitingInvoices, actual.WaitingInvoices, context, "waiting invoices");
    }

    /// <summary>Compares all outputs by their bits: equality takes 0 for -0 and every NaN for every other.</summary>
    public static void AssertSameBits(Prediction expected, Prediction actual, string context) =>
        Assert.True(
            MemoryMarshal.AsBytes(new ReadOnlySpan<Prediction>(in expected)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<Prediction>(in actual))),
            $"{context}: prediction: wanted {expected}, found {actual}");

    /// <summary>Compares the value histories of all customers that were looked up.</summary>
    public static void AssertHistory(Dictionary<CustomerId, List<ValuePoint>> expected, ObservedPopulation actual, string context)
    {
        foreach ((CustomerId id, ObservedCustomer? customer) in actual.Customers)
        {
            string wanted = string.Join(' ', expected.GetValueOrDefault(id) ?? []);
            string found = string.Join(' ', customer?.History ?? []);
            Assert.True(wanted == found, $"{context}: history of {id}\nwanted {wanted}\nfound  {found}");
        }
    }

    /// <summary>Checks records between settlings: all but the rank features equal the batch pass at each record's own date.</summary>
    public static void AssertUnsettled(PopulationOracle oracle, IEnumerable<CustomerRecord> records, string context)
    {
        foreach (IGrouping<DateOnly?, CustomerRecord> group in records.GroupBy(record => record.Window.AsOf))
        {
            SortedDictionary<CustomerId, FeatureVector> features = group.Key is { } asOf ? oracle.FeaturesAt(asOf) : [];
            foreach (CustomerRecord record in group)
            {
                bool isExpected = features.TryGetValue(record.Id, out FeatureVector? wanted);
                Same(isExpected, record.IsInPopulation, context, $"{record.Id} at {group.Key} in the population");
                for (int index = 0; index < FeatureSet.Count && isExpected; index += index == FirstRankFeature - 1 ? RankFeatures + 1 : 1)
                {
                    Same(wanted![index], record.Features[index], context, $"{record.Id} at {group.Key} {FeatureSet.Names[index]}");
                }
            }
        }
    }

    private static void AssertEqual(
        ExpectedPopulation expected, ClvSegment? segment, bool includeLapsed, IReadOnlyList<CustomerPage> pages, string context)
    {
        ExpectedCustomer[] wanted =
        [
            .. expected.Everyone.Where(customer => segment is null || customer.Segment == segment),
            .. expected.Lapsed.Where(_ => includeLapsed && segment is null or ClvSegment.Dormant && includeLapsed),
        ];
        Assert.All(pages, page => Same(wanted.Length, page.Total, context, "total"));
        Assert.All(pages.Take(wanted.Length / ObservedPopulation.PerPage), page => Same(ObservedPopulation.PerPage, page.Items.Count, context, "page size"));
        AssertEqual(wanted, [.. pages.SelectMany(page => page.Items)], context);
    }

    private static void AssertEqual(IReadOnlyList<ExpectedCustomer> expected, IReadOnlyList<CustomerSummary> actual, string context)
    {
        string wanted = string.Join(' ', expected.Select(customer => $"{customer.Id}={customer.Value:R}/{customer.Segment}"));
        string found = string.Join(' ', actual.Select(customer => $"{customer.Record.Id}={customer.Record.PredictedValue:R}/{customer.Segment}"));
        Assert.True(wanted == found, $"{context}\nwanted {wanted}\nfound  {found}");
    }

    private static void AssertEqual(IReadOnlyList<ExpectedSegment> expected, IReadOnlyList<SegmentSummary> actual, string context)
    {
        Same(expected.Count, actual.Count, context, "count");
        for (int index = 0; index < expected.Count; index++)
        {
            Same((ClvSegment)index, actual[index].Segment, context, "order");
            Same(expected[index].Count, actual[index].Count, context, $"{(ClvSegment)index} count");
            Same(expected[index].LowerBound, actual[index].LowerBound, context, $"{(ClvSegment)index} lower bound");
            Same(expected[index].TotalValue, actual[index].TotalValue, context, $"{(ClvSegment)index} value");
            Same(expected[index].MeanRecencyDays, actual[index].MeanRecencyDays, context, $"{(ClvSegment)index} recency");
        }
    }

    private static void Same<T>(T expected, T actual, string context, string what) =>
        Assert.True(EqualityComparer<T>.Default.Equals(expected, actual), $"{context}: {what}: wanted {expected}, found {actual}");
}
