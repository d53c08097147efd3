using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Generation;
using ClvActors.Host.Composition;
using ClvActors.Host.Monitoring;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Baselines;
using Microsoft.Extensions.Logging.Abstractions;

namespace ClvActors.Host.Tests.Monitoring;

/// <summary>A generated shop through the real engine: as it was at training, then with prices twenty times as high and everybody buying what another would have bought.</summary>
public sealed class InducedAlertTests
{
    private static readonly DateOnly Trained = new(2020, 11, 30);
    private static readonly DateOnly Turn = new(2021, 1, 10);

    [Fact]
    public async Task Stream_ShopTurnsOver_DriftAndAccuracyRaiseTheirAlerts()
    {
        using WatchedServer folders = new(new WatchedShop(0));
        TransactionLine[] lines = [.. new ShopGenerator(new ShopOptions(900, 7, new DateOnly(2020, 1, 1), new DateOnly(2021, 7, 31))).Lines()];
        Train(folders.Options.ModelsDirectory, lines, "clv-a", iterations: 40);
        Train(folders.Options.ModelsDirectory, lines, "clv-b", iterations: 20);
        HostOptions options = folders.Options with { ModelId = "clv-a", Shards = 2 };
        await using ICustomerValueService service = EngineComposition.Open(options, TimeProvider.System, NullLoggerFactory.Instance);
        using WatchedServer server = new(service) { Options = options, Settings = new MonitoringSettings { CohortSize = 1_000, ExplainedCustomers = 100 } };
        server.Restart();

        await SellAsync(service, lines.Where(line => line.Date <= Trained));
        MonitoringReport calm = await server.PollAsync();
        Assert.Null(calm.Problem);
        Assert.Equal((BaselineSource.Trained, Trained), (calm.Baseline.Source, calm.Baseline.AsOf!.Value));
        Assert.Empty(calm.Alerts);
        Assert.All(calm.Drift.Where(row => row.Kind is DriftKind.Prediction or DriftKind.Contribution), row => Assert.InRange(row.Index, 0, 0.1));

        CustomerId[] known = [.. lines.Select(line => line.Customer).OfType<CustomerId>().Distinct().Order()];
        Dictionary<CustomerId, CustomerId> others = known.Zip(known.Skip(known.Length / 3).Concat(known)).ToDictionary(pair => pair.First, pair => pair.Second);
        for (DateOnly day = Trained.AddDays(15); day <= new DateOnly(2021, 7, 31); day = day.AddDays(15))
        {
            await SellAsync(service, lines.Where(line => line.Date > day.AddDays(-15) && line.Date <= day).Select(line => line.Date > Turn ? Turned(line, others) : line));
            await server.PollAsync();
        }

        MonitoringReport report = server.Report;
        Assert.Null(report.Problem);
        string[] active = [.. report.Alerts.Where(alert => alert.IsActive).Select(alert => alert.Code).Distinct().Order()];
        Assert.Superset(new HashSet<string>([AlertCodes.AccuracyDrop, AlertCodes.FeatureDrift, AlertCodes.PredictionDrift, AlertCodes.SegmentDrift]), active.ToHashSet());
        LiveAccuracy accuracy = Assert.Single(report.Accuracy);
        Assert.Equal(("90d", "clv-a", DriftLevel.Alert), (accuracy.Horizon, accuracy.BundleId, accuracy.Level));
        Assert.InRange(accuracy.Cohorts[0].Live.Customers, 200, 900);
        Assert.True(report.Drift.Single(row => row.Kind == DriftKind.Feature && row.Name == "monetary_avg").Index > 1);
        Assert.NotNull(QuarterlySummaries.Of(report, 2021, 2));

        // Another model starts with nothing against it but the population that it was not trained on either.
        await service.SwapModelAsync(Path.Combine(options.ModelsDirectory, "clv-b"), TestContext.Current.CancellationToken);
        MonitoringReport swapped = await server.PollAsync();
        Assert.All(swapped.Alerts.Where(alert => alert.BundleId == "clv-a"), alert => Assert.False(alert.IsActive));
        Assert.DoesNotContain(swapped.Alerts, alert => alert.IsActive && alert.Code == AlertCodes.AccuracyDrop);
        Assert.Equal(["clv-b", "clv-a"], swapped.Bundles.Select(bundle => bundle.BundleId));
    }

    private static TransactionLine Turned(TransactionLine line, Dictionary<CustomerId, CustomerId> others) =>
        line with { Price = new Money(20 * line.Price.TenThousandths), Customer = line.Customer is { } customer ? others[customer] : null };

    private static async Task SellAsync(ICustomerValueService service, IEnumerable<TransactionLine> lines)
    {
        await service.IngestAsync(new TransactionBatch([.. lines]), TestContext.Current.CancellationToken);
        await service.SettleAsync(TestContext.Current.CancellationToken);
    }

    private static void Train(string models, TransactionLine[] stream, string id, int iterations)
    {
        BatchFeatures lines = new();
        foreach (TransactionLine line in stream)
        {
            lines.Add(line);
        }

        TrainingTable table = TrainingTable.From(lines, Trained, 92);
        DataFingerprint data = new("shop.csv", new string('a', 64), lines.Counts.Lines, lines.Counts.Accepted, 900, stream[0].Date, stream[^1].Date);
        TrainedBundle trained = BundleTrainer.Train(table, TrainingSplit.ByCustomer(table, 42), ReferenceParameters.Value with { Iterations = iterations, Leaves = 8 }, id, data);
        BundleWriter.Write(Path.Combine(models, id), trained, overwrite: false, bundle => BaselineCounting.Of(bundle, lines));
    }
}
