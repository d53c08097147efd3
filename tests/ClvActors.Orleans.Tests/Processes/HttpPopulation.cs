using System.Globalization;
using System.Text.Json;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.ServiceContract.Oracle;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>Compares what silos answer over HTTP with what must be, bit for bit: numbers are sent in the form that reads back the same.</summary>
internal static class HttpPopulation
{
    private const int FirstRankFeature = 18;
    private const int LookupsAtOnce = 8;

    /// <summary>The address of a customer.</summary>
    public static string PathOf(CustomerId id) => $"/api/customer/{Uri.EscapeDataString(id.ToString())}";

    /// <summary>Compares the settled population: totals, the portfolio, and every customer.</summary>
    public static async Task AssertEqualAsync(ExpectedPopulation expected, IReadOnlyList<SiloProcess> silos)
    {
        using JsonDocument health = JsonDocument.Parse(await silos[0].Client.GetStringAsync("/health"));
        Assert.True(health.RootElement.GetProperty("settled").GetBoolean(), "not settled");
        Assert.Equal(
            (expected.Everyone.Count, expected.Lapsed.Count),
            (health.RootElement.GetProperty("customers").GetInt32(), health.RootElement.GetProperty("lapsed").GetInt32()));

        string[] wanted = [.. expected.Everyone.Concat(expected.Lapsed).Select(customer => $"{customer.Id} {customer.Value:R} {customer.Segment.Name()} {customer.Features.Frequency}")];
        foreach (SiloProcess silo in silos)
        {
            using JsonDocument portfolio = JsonDocument.Parse(await silo.Client.GetStringAsync("/api/portfolio?include=lapsed"));
            string[] found =
            [
                .. portfolio.RootElement.EnumerateArray().Select(customer => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{customer.GetProperty("customer_id")} {customer.GetProperty("predicted_clv").GetDouble():R} {customer.GetProperty("clv_segment").GetString()} {customer.GetProperty("frequency").GetInt32()}")),
            ];
            Assert.Equal(wanted, found);
        }

        await Parallel.ForEachAsync(
            expected.Customers.Values.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = LookupsAtOnce },
            async (customer, cancellation) =>
            {
                string body = await silos[customer.Index % silos.Count].Client.GetStringAsync(PathOf(customer.Item.Id), cancellation);
                AssertEqual(customer.Item, expected.AsOf, body);
            });
    }

    /// <summary>Checks a lookup beside the stream: all but the rank features equal the batch pass at the answer's own date.</summary>
    public static void AssertUnsettled(CustomerId id, Func<DateOnly, SortedDictionary<CustomerId, FeatureVector>> featuresAt, string body)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        DateOnly asOf = answer.RootElement.GetProperty("as_of").GetDateTime() is var day ? DateOnly.FromDateTime(day) : default;
        bool isExpected = featuresAt(asOf).TryGetValue(id, out FeatureVector? wanted);
        string source = answer.RootElement.GetProperty("prediction_source").GetString()!;
        Assert.True(isExpected == source is "model" or "cold_start", $"{id} at {asOf}: {source}");
        AssertFeatures(id, isExpected ? wanted! : null, FirstRankFeature, answer.RootElement);
    }

    private static void AssertEqual(ExpectedCustomer expected, DateOnly asOf, string body)
    {
        using JsonDocument answer = JsonDocument.Parse(body);
        JsonElement root = answer.RootElement;
        AssertFeatures(expected.Id, expected.Features, FeatureSet.Count, root);
        Assert.Equal(
            (expected.Id.ToString(), expected.Value, expected.Segment.Name(), expected.Source.Name(), expected.WaitingInvoices),
            (root.GetProperty("profile").GetProperty("customer_id").ToString(), root.GetProperty("predicted_clv").GetDouble(), root.GetProperty("clv_segment").GetString()!,
                root.GetProperty("prediction_source").GetString()!, root.GetProperty("waiting_invoices").GetInt32()));
        Assert.Equal(Math.Round(expected.PercentileRank, 1, MidpointRounding.AwayFromZero), root.GetProperty("percentile_rank").GetDouble());
        Assert.Equal(asOf.ToString("O", CultureInfo.InvariantCulture), root.GetProperty("as_of").GetString());
        Assert.Equal(
            DateOnly.FromDayNumber(expected.FirstPurchaseDay).ToString("O", CultureInfo.InvariantCulture), root.GetProperty("first_purchase").GetString());
    }

    private static void AssertFeatures(CustomerId id, FeatureVector? expected, int count, JsonElement customer)
    {
        JsonElement features = customer.GetProperty("features");
        for (int feature = 0; feature < count && expected is not null; feature++)
        {
            double value = features.GetProperty(FeatureSet.Names[feature]).GetDouble();
            Assert.True(value.Equals(expected[feature]), $"customer {id}, {FeatureSet.Names[feature]}: {value:R} is not {expected[feature]:R}");
        }
    }
}
