using System.Globalization;
using System.Net;
using System.Text.Json;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Orleans.Tests.Postgres;
using ClvActors.ServiceContract.Oracle;
using ClvActors.TestData;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>Ids that read as the same number or unique identifier are different customers, in the database too.</summary>
public sealed class AlikeCustomerIdsTests(PostgresServer server)
{
    private static readonly string[] Ids =
    [
        "17", "0017", "00017", "ab", "AB", "0ab", "17+x", "0017+x",
        "0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E", "0f8fad5bd9cb469fa16570867728950e",
    ];

    [Fact]
    public async Task Start_CheckpointsOfAlikeIds_GivesEveryoneBackTheirOwn()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        string database = await server.CreateDatabaseAsync();
        TransactionLine[] lines = [.. Ids.SelectMany(PurchasesOf)];
        PopulationOracle oracle = new();
        oracle.Add(lines);
        await using (SiloProcess first = await SiloProcess.StartAsync(database, LoopbackPorts.Take()))
        {
            await SendAsync(first, lines, cancellation);
            Assert.Equal(0, await first.StopAsync());
        }

        // Every customer is woken from a checkpoint, and goes on with another purchase.
        await using SiloProcess second = await SiloProcess.StartAsync(database, LoopbackPorts.Take());
        TransactionLine[] more = [.. Ids.Select((id, index) => Purchase(id, $"M{index}", "84879", 3, day: 28))];
        oracle.Add(more);
        await SendAsync(second, more, cancellation);
        using HttpResponseMessage settled = await second.Client.PostAsync("/api/settle", null, cancellation);
        using JsonDocument health = JsonDocument.Parse(await settled.Content.ReadAsStringAsync(cancellation));
        DateOnly asOf = DateOnly.Parse(health.RootElement.GetProperty("as_of").GetString()!, CultureInfo.InvariantCulture);

        await HttpPopulation.AssertEqualAsync(oracle.At(asOf, new BundleSource().Open(Path.Combine(SiloProcess.Models, ShippedBundles.DefaultId))), [second]);
    }

    // Everyone buys something else, so that nobody's state passes for another's.
    private static IEnumerable<TransactionLine> PurchasesOf(string id, int index)
    {
        yield return Purchase(id, $"A{index}", "22423", index + 1, 1 + index);
        yield return Purchase(id, $"B{index}", $"2{index:0000}", 1, 14 + index);
    }

    private static TransactionLine Purchase(string id, string invoice, string product, int quantity, int day) => new(
        invoice, product, $"PRODUCT {product}", quantity, new DateTime(2024, 5, day, 12, 0, 0), new Money(29500), CustomerId.Parse(id), "United Kingdom");

    private static async Task SendAsync(SiloProcess silo, TransactionLine[] lines, CancellationToken cancellation)
    {
        using ByteArrayContent body = StreamedShop.BodyOf(StreamedShop.CsvOf(lines));
        using HttpResponseMessage taken = await silo.Client.PostAsync("/api/transactions", body, cancellation);
        Assert.True(taken.StatusCode == HttpStatusCode.OK, await taken.Content.ReadAsStringAsync(cancellation));
    }
}
