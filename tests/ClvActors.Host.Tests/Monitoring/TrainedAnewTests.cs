using ClvActors.Host.Tests.Models;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Tests.Monitoring;

public sealed class TrainedAnewTests(SmallBundles bundles)
{
    [Fact]
    public async Task Poll_FolderTrainedAnewUnderItsName_DoesNotMixTheTwo()
    {
        WatchedShop shop = new(1_200);
        using WatchedServer server = new(shop);
        string models = bundles.Copy(server.Options.ModelsDirectory, "clv-a", "clv-b");
        ModelBundle former = ModelBundle.Load(Path.Combine(models, "clv-a"));
        shop.Model = former;
        DateOnly made = shop.AsOf;
        await server.PollAsync();
        Assert.Equal(former.Fingerprint, Assert.Single(server.Report.Accuracy).BundleFingerprint);

        Directory.Delete(former.Folder, recursive: true);
        Directory.Move(Path.Combine(models, "clv-b"), former.Folder);
        string manifest = Path.Combine(former.Folder, "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken)).Replace("clv-b", "clv-a", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        ModelBundle anew = ModelBundle.Load(former.Folder);
        shop.Model = anew;
        shop.AsOf = made.AddMonths(1);
        await server.PollAsync();

        // One customer buys all there is: the former training's cohort ends far off what it predicted.
        shop.Sell(shop.Records[2].Id, made.AddDays(5), 1e9);
        shop.AsOf = made.AddDays(former.HorizonDays + 1);
        MonitoringReport report = await server.PollAsync();

        Assert.Equal(
            [(anew.Fingerprint, true, 0), (former.Fingerprint, false, 1)],
            report.Accuracy.Select(row => (row.BundleFingerprint!, row.IsCurrent, row.ClosedCohorts)));
        Assert.DoesNotContain(report.Alerts, alert => alert.Code == AlertCodes.AccuracyDrop);
        Assert.Equal([(anew.Fingerprint, made.AddMonths(1)), (former.Fingerprint, made)], report.Bundles.Select(bundle => (bundle.Fingerprint!, bundle.SinceAsOf!.Value)));
        Assert.Equal(made.AddMonths(1), report.Bundles[1].UntilAsOf);
    }
}
