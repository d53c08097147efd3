using System.Text;
using System.Text.Json.Nodes;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Host.Composition;
using ClvActors.Host.Tests.Serving;
using ClvActors.Learning.Bundles;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvActors.Host.Tests.Models;

/// <summary>A real server over the real engine, whose champion changes while it is asked.</summary>
public sealed class PromotionUnderLoadTests(SmallBundles bundles) : IDisposable
{
    private const int Customers = 60;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-promotion-");

    private string Models => Path.Combine(_folder.FullName, "models");

    private HostOptions Options => new()
    {
        DataDirectory = Path.Combine(_folder.FullName, "data"),
        ModelsDirectory = Models,
        Urls = "http://127.0.0.1:0",
        Shards = 2,
    };

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Promote_WhileLookupsRun_SwapsWithoutAGapAndRollsBack()
    {
        bundles.Copy(Models, "clv-a", "clv-b", "clv-12m");
        SmallBundles.Promote(Models, "clv-a");
        Dictionary<string, ModelBundle> loaded = Directory.EnumerateDirectories(Models).Select(ModelBundle.Load).ToDictionary(bundle => bundle.Id);
        ManualTime time = new();
        await using ICustomerValueService service = EngineComposition.Open(Options, TimeProvider.System, NullLoggerFactory.Instance);
        await using WebApplication server = HostApplication.Build(Options, service, time, logging => logging.ClearProviders());
        await server.StartAsync(TestContext.Current.CancellationToken);
        using HttpClient client = new() { BaseAddress = new Uri(server.Urls.Single()) };
        await SellAsync(client);
        Assert.Equal("clv-a", (string?)(await UntilAsync(client, health => health["model_watch"] is not null))["bundle"]);
        await time.WhenArmedAsync(Options.ModelPoll, TestContext.Current.CancellationToken);

        using CancellationTokenSource done = new();
        Task<HashSet<string>> overHttp = LookUpAsync(client, loaded, done.Token);
        Task<HashSet<string>> inProcess = ListAsync(service, done.Token);
        SmallBundles.Promote(Models, "clv-b");
        time.Advance(Options.ModelPoll);
        JsonNode promoted = await UntilAsync(client, health => (string?)health["model_watch"]!["champion"] == "clv-b");
        Assert.Equal("clv-b", (string?)promoted["bundle"]);

        // A promoted bundle that is damaged afterwards leaves the champion serving.
        SmallBundles.Promote(Models, "clv-12m");
        File.AppendAllText(Path.Combine(Models, "clv-12m", "value.txt"), "x");
        time.Advance(Options.ModelPoll);
        JsonNode broken = await UntilAsync(client, health => health["model_watch"]!["problem"] is not null);
        Assert.Equal("clv-b", (string?)broken["bundle"]);
        Assert.Contains("value.txt: is not the file that manifest.json describes", (string?)broken["model_watch"]!["problem"], StringComparison.Ordinal);
        Assert.Contains("clv_model_watch_healthy 0", await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        SmallBundles.RollBack(Models);
        time.Advance(Options.ModelPoll);
        JsonNode mended = await UntilAsync(client, health => health["model_watch"]!["problem"] is null);
        Assert.Equal("clv-b", (string?)mended["bundle"]);
        SmallBundles.RollBack(Models);
        time.Advance(Options.ModelPoll);
        await UntilAsync(client, health => (string?)health["bundle"] == "clv-a");
        await done.CancelAsync();

        Assert.Subset(new HashSet<string>(["clv-a", "clv-b"]), await overHttp);
        Assert.Subset(new HashSet<string>(["clv-a", "clv-b"]), await inProcess);
        Assert.Equal(["clv-a"], await LookUpAsync(client, loaded, new CancellationToken(canceled: true)));
        Assert.Contains("clv_model_watch_healthy 1", await client.GetStringAsync("/metrics", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_Again_ServesTheChampionThatWasPromotedMeanwhile()
    {
        bundles.Copy(Models, "clv-a", "clv-b", "clv-12m");
        Assert.Equal("clv-12m", await ServingAsync(Options));
        SmallBundles.Promote(Models, "clv-a");
        Assert.Equal("clv-a", await ServingAsync(Options));
        SmallBundles.Promote(Models, "clv-b");

        Assert.Equal("clv-12m", await ServingAsync(Options with { ModelId = "clv-12m" }));
        Assert.Equal("clv-b", await ServingAsync(Options));
        File.WriteAllText(Path.Combine(Models, "champion.json"), "{");
        Assert.Equal("clv-b", await ServingAsync(Options));
        File.Delete(Path.Combine(Models, "champion.json"));
        Assert.Equal("clv-b", await ServingAsync(Options));
    }

    private static async Task<string> ServingAsync(HostOptions options)
    {
        await using ICustomerValueService service = EngineComposition.Open(options, TimeProvider.System, NullLoggerFactory.Instance);
        return (await service.StatusAsync(TestContext.Current.CancellationToken)).BundleId;
    }

    private static async Task SellAsync(HttpClient client)
    {
        StringBuilder csv = new(Sales.Header);
        for (int id = 1; id <= Customers; id++)
        {
            csv.Append(Sales.Line($"{id}01", 10 * id, 1, $"{id}", "2011-06-01")).Append(Sales.Line($"{id}02", 20 * id, 1, $"{id}", "2011-06-20"));
        }

        using StringContent body = new(csv.ToString(), Encoding.UTF8, "text/csv");
        (await client.PostAsync("/api/transactions", body, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        (await client.PostAsync("/api/settle", null, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    // Each answer must be what the bundle that it names says of the features in it. Throws for any answer that is not 200.
    private static async Task<HashSet<string>> LookUpAsync(HttpClient client, Dictionary<string, ModelBundle> loaded, CancellationToken done)
    {
        HashSet<string> seen = [];
        int id = 0;
        do
        {
            id = (id % Customers) + 1;
            JsonNode body = JsonNode.Parse(await client.GetStringAsync($"/api/customer/{id}", TestContext.Current.CancellationToken))!;
            double[] features = [.. FeatureSet.Names.Select(name => (double)body["features"]![name]!)];
            string bundle = (string)body["bundle"]!;
            Assert.Equal("model", (string?)body["prediction_source"]);
            Assert.Equal(loaded[bundle].Predict(PredictionSource.Model, features).Value, (double)body["predicted_clv"]!);
            seen.Add(bundle);
        }
        while (!done.IsCancellationRequested);

        return seen;
    }

    private static async Task<HashSet<string>> ListAsync(ICustomerValueService service, CancellationToken done)
    {
        HashSet<string> seen = [];
        do
        {
            IReadOnlyList<CustomerSummary> everyone = await service.PortfolioAsync(cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(Customers, everyone.Count);
            seen.Add(Assert.Single(everyone.Select(customer => customer.Record.BundleId).Distinct()));
            await Task.Yield();
        }
        while (!done.IsCancellationRequested);

        return seen;
    }

    private static async Task<JsonNode> UntilAsync(HttpClient client, Func<JsonNode, bool> holds)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        while (true)
        {
            JsonNode health = JsonNode.Parse(await client.GetStringAsync("/health", limit.Token))!;
            if (holds(health))
            {
                return health;
            }
        }
    }
}
