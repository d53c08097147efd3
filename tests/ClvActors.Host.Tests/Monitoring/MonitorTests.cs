using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Tests.Models;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Host.Tests.Monitoring;

public sealed class MonitorTests : IDisposable
{
    private readonly SmallBundles _bundles;
    private readonly WatchedShop _shop = new(1_200);
    private readonly WatchedServer _server;

    public MonitorTests(SmallBundles bundles)
    {
        _bundles = bundles;
        _server = new WatchedServer(_shop);
    }

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Poll_SameDay_LooksOnce()
    {
        MonitoringReport first = await _server.PollAsync();
        int surveys = _shop.Surveys;
        await _server.PollAsync();

        Assert.Equal(surveys, _shop.Surveys);
        Assert.Null(first.Problem);
        Assert.Equal((_shop.AsOf, 1_200, 900, true), (first.AsOf!.Value, first.Customers, first.ScoredCustomers, first.IsKept));
        Assert.Equal([120, 180, 420, 360, 120], first.History.Single().Segments.Select(segment => segment.Customers), (one, other) => Math.Abs(one - other) < 90);
        Assert.Equal(first.AsOf, MonitoringFile.Parse(File.ReadAllBytes(Path.Combine(_server.Data, MonitoringFile.Name))).AsOf);
    }

    [Fact]
    public async Task Poll_SlowLooks_RestsTwentyTimesAsLongAndBrieflyAfterTheFirst()
    {
        TimeSpan took = TimeSpan.Zero;
        _shop.Surveying = () =>
        {
            took += TimeSpan.FromSeconds(30);
            _server.Time.Advance(TimeSpan.FromSeconds(30));
        };
        await _server.PollAsync();

        took = TimeSpan.Zero;
        await AssertRestsAsync(_server.Settings.LongestFirstRest);
        await AssertRestsAsync(_server.Settings.RestFactor * took);
    }

    [Fact]
    public async Task Poll_SlowLooksThatFindNothing_DoNotCountAsTheFirst()
    {
        _shop.Surveying = () => _server.Time.Advance(TimeSpan.FromSeconds(30));
        _shop.BeforeSurvey = () => throw new TimeoutException("nobody is there");
        Assert.Equal("nobody is there", (await _server.PollAsync()).Problem);
        _shop.BeforeSurvey = () => _shop.Bundle = "clv-b";
        Assert.Null((await _server.PollAsync()).AsOf);
        Assert.Equal(_shop.AsOf, (await _server.PollAsync()).AsOf);

        await AssertRestsAsync(_server.Settings.LongestFirstRest);
    }

    [Fact]
    public async Task Poll_NoBaseline_TakesOneLiveAndKeepsIt()
    {
        MonitoringReport first = await _server.PollAsync();
        Assert.Equal((BaselineSource.Live, 900), (first.Baseline.Source, first.Baseline.Customers));
        Assert.Contains("there is no bundle clv-a", first.Baseline.Note, StringComparison.Ordinal);
        Assert.All(first.Drift, row => Assert.Equal((0.0, DriftLevel.Ok), (Math.Round(row.Index, 9), row.Level)));
        Assert.Empty(first.Alerts);

        _shop.Scale("monetary_total", 3);
        _shop.Scale("unique_products", 40);
        _shop.AsOf = _shop.AsOf.AddDays(1);
        _server.Restart();
        MonitoringReport drifted = await _server.PollAsync();
        Assert.Equal(new DateOnly(2020, 3, 10), drifted.Baseline.AsOf);
        Assert.Equal(["feature_drift", "prediction_drift", "segment_drift"], drifted.Alerts.Select(alert => alert.Code).Order());
        Assert.Contains("unique_products", drifted.Alerts.Single(alert => alert.Code == "feature_drift").Text, StringComparison.Ordinal);
        Assert.Equal(2, drifted.History.Count);
        Assert.Equal(3, _server.Log.Entries.Count);

        _shop.Scale("monetary_total", 1 / 3.0);
        _shop.Scale("unique_products", 1 / 40.0);
        _shop.AsOf = _shop.AsOf.AddDays(1);
        MonitoringReport settled = await _server.PollAsync();
        Assert.All(settled.Alerts, alert => Assert.Equal(_shop.AsOf, alert.ClearedAsOf));
        Assert.Equal(6, _server.Log.Entries.Count);
    }

    [Fact]
    public async Task Poll_MonthsOfPurchases_MeasuresThemThroughRestarts()
    {
        DateOnly made = _shop.AsOf;
        CustomerRecord[] records = [.. _shop.Records];
        for (int day = 0; day < 130; day++)
        {
            _shop.Sell(records[day * 7].Id, made.AddDays(day + 1), 10 + day);
        }

        for (int day = 0; day <= 125; day += 5)
        {
            _shop.AsOf = made.AddDays(day);
            await _server.PollAsync();
            if (day % 40 == 0)
            {
                _server.Restart();
            }
        }

        LiveAccuracy thirty = _server.Report.Accuracy.Single(row => row.Horizon == "30d");
        LiveAccuracy value = _server.Report.Accuracy.Single(row => row.Horizon == "100d");
        Assert.Equal(("everyone", 4, 1, "model", 1, 4), (thirty.Customers, thirty.ClosedCohorts, thirty.OpenCohorts, value.Customers, value.ClosedCohorts, value.OpenCohorts));

        // The first cohort by hand: all customers, and those whom the model scores.
        double thirtyError = records.Average(record => Math.Abs(Spent(record.Id, 30) - record.Prediction.ExpectedSpend30));
        CustomerRecord[] scored = [.. records.Where(record => record.Source == PredictionSource.Model)];
        double error = scored.Average(record => Math.Abs(Spent(record.Id, 100) - record.PredictedValue));
        double coverage = scored.Average(record => Spent(record.Id, 100) >= record.Prediction.IntervalLow && Spent(record.Id, 100) <= record.Prediction.IntervalHigh ? 1.0 : 0);
        Assert.Equal((made, made.AddDays(30), 1_200), (thirty.Cohorts[0].Made, thirty.Cohorts[0].Ended, thirty.Cohorts[0].Live.Customers));
        Assert.Equal(thirtyError, thirty.Cohorts[0].Live.Mae!.Value, 1e-9);
        Assert.Equal((900, error, coverage), (value.Live.Customers, Math.Round(value.Live.Mae!.Value, 9), value.Live.Coverage!.Value), (one, other) =>
            one.Item1 == other.Item1 && Math.Abs(one.Item2 - other.Item2) < 1e-8 && Math.Abs(one.Item3 - other.Item3) < 1e-12);
        Assert.Equal(900, value.Segments.Sum(segment => segment.Live.Customers));
        Assert.Equal(5, Directory.GetFiles(Path.Combine(_server.Data, "monitoring"), "cohort-*").Length);
        Assert.Empty(_server.Log.Entries);

        double Spent(CustomerId id, int days) => _shop.Sold.GetValueOrDefault(id, [])
            .Where(sale => DateOnly.FromDateTime(sale.Time) > made && DateOnly.FromDateTime(sale.Time) <= made.AddDays(days)).Sum(sale => sale.Total.ToDouble());
    }

    [Fact]
    public async Task Poll_FailsAfterACohortHasEnded_StillReportsItAtTheNextLook()
    {
        DateOnly made = _shop.AsOf;
        await _server.PollAsync();
        _shop.AsOf = made.AddDays(25);
        await _server.PollAsync();

        // Both cohorts are due: the first (two questions for 1,200 customers) is closed and written, the second one's question fails.
        _shop.AsOf = made.AddDays(60);
        _shop.AnswersLeft = 2;
        MonitoringReport failed = await _server.PollAsync();
        Assert.Contains("does not answer", failed.Problem, StringComparison.Ordinal);
        Assert.Equal(0, failed.Accuracy.Single(row => row.Horizon == "30d").ClosedCohorts);
        _server.Time.Advance(TimeSpan.FromHours(1));
        MonitoringReport report = await _server.PollAsync();

        Assert.Null(report.Problem);
        Assert.Equal(2, report.Accuracy.Single(row => row.Horizon == "30d").ClosedCohorts);
    }

    [Fact]
    public async Task Poll_DamagedFiles_AreSetAsideAndNothingElseIsLost()
    {
        for (int month = 0; month < 3; month++)
        {
            _shop.AsOf = new DateOnly(2020, 3, 10).AddMonths(month);
            await _server.PollAsync();
        }

        string cohort = Path.Combine(_server.Data, "monitoring", "cohort-2020-04-10.json");
        File.WriteAllText(cohort, File.ReadAllText(cohort)[..200]);
        File.WriteAllText(Path.Combine(_server.Data, MonitoringFile.Name), "{}x");
        _shop.AsOf = _shop.AsOf.AddDays(1);
        _server.Restart();
        MonitoringReport report = await _server.PollAsync();

        Assert.Contains("monitoring.json: is not JSON", report.Problem, StringComparison.Ordinal);
        Assert.Contains("cohort-2020-04-10.json: is not JSON (line 1); it was set aside as cohort-2020-04-10.json.damaged", report.Problem, StringComparison.Ordinal);
        Assert.True(File.Exists(cohort + ".damaged") && File.Exists(Path.Combine(_server.Data, MonitoringFile.Name + ".damaged")));
        Assert.Equal(2, _server.Log.Entries.Count(entry => entry.Contains("has lost a file", StringComparison.Ordinal)));
        LiveAccuracy value = report.Accuracy.Single(row => row.Horizon == "100d");
        Assert.Equal((2, 0), (value.OpenCohorts, value.ClosedCohorts));
        Assert.Equal(1, report.Accuracy.Single(row => row.Horizon == "30d").ClosedCohorts);
    }

    [Fact]
    public async Task Poll_DateJumpsOverAYear_CountsWhatCannotBeMeasured()
    {
        await _server.PollAsync();
        _shop.AsOf = _shop.AsOf.AddDays(500);
        MonitoringReport report = await _server.PollAsync();

        Assert.All(report.Accuracy, row => Assert.Equal((1, 0, 0), (row.UnmeasurableCohorts, row.ClosedCohorts, row.Live.Customers)));
    }

    [Fact]
    public async Task Poll_Unsettled_WaitsAndThenAsksToSettle()
    {
        _shop.IsSettled = false;
        await _server.PollAsync();
        Assert.Null(_server.Report.AsOf);
        await _server.PollAsync();

        Assert.Equal((1, _shop.AsOf), (_shop.Settlings, _server.Report.AsOf!.Value));
    }

    [Fact]
    public async Task Poll_ServiceDoesNotAnswer_IsToldOnceAndMends()
    {
        _shop.Refusal = new TimeoutException("nobody is there");
        await _server.PollAsync();
        Assert.Equal("nobody is there", (await _server.PollAsync()).Problem);
        _shop.Refusal = null;

        Assert.Null((await _server.PollAsync()).Problem);
        Assert.Equal(["Monitoring falls behind: nobody is there"], _server.Log.Entries);
    }

    [Fact]
    public async Task Poll_BundleWithABaseline_IsFoundByWhatItPredicts()
    {
        string models = _bundles.Copy(_server.Options.ModelsDirectory, "clv-a", "clv-b");
        ModelBundle bundle = ModelBundle.Load(Path.Combine(models, "clv-a"));
        _shop.Model = bundle;
        CustomerRecord[] scored = [.. _shop.Records.Where(record => record.Source == PredictionSource.Model)];
        PopulationBaseline baseline = BaselineCounting.Of(
            bundle.Id, bundle.Fingerprint, new DateOnly(2019, 1, 1), Domain.Features.FeatureSet.Reference.Names, [.. scored.Select(record => record.Features)],
            [.. scored.Select(record => record.PredictedValue)], new ContributionMeans(bundle.InputNames).ToContributions());
        File.WriteAllBytes(BaselineFile.PathIn(bundle.Folder), BaselineFile.Write(baseline));
        MonitoringReport report = await _server.PollAsync();
        Assert.Equal((BaselineSource.Trained, new DateOnly(2019, 1, 1)), (report.Baseline.Source, report.Baseline.AsOf!.Value));
        Assert.Equal(bundle.Fingerprint, report.Bundles[0].Fingerprint);
        Assert.Equal(22, report.Drift.Count(row => row.Kind == DriftKind.Feature));

        // Another training under the name of the one that serves says nothing of it.
        _shop.Model = ModelBundle.Load(Path.Combine(models, "clv-b"));
        _shop.AsOf = _shop.AsOf.AddDays(1);
        _server.Restart();
        Assert.Equal(BaselineSource.Live, (await _server.PollAsync()).Baseline.Source);
        Assert.Contains("is another one than the one that serves", _server.Report.Baseline.Note, StringComparison.Ordinal);
        Assert.Null(_server.Report.Bundles[0].Fingerprint);

        // A damaged baseline does not stop anything.
        _shop.Model = bundle;
        File.WriteAllText(BaselineFile.PathIn(bundle.Folder), "{}");
        _shop.AsOf = _shop.AsOf.AddDays(1);
        _server.Restart();
        Assert.Contains("baseline.json: the field format_version is missing", (await _server.PollAsync()).Baseline.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Poll_AccuracyDrops_RetrainsOncePerAlert()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a shell script.");
        string models = _bundles.Copy(_server.Options.ModelsDirectory, "clv-a");
        _shop.Model = ModelBundle.Load(Path.Combine(models, "clv-a"));
        string script = Path.Combine(Path.GetDirectoryName(models)!, "retrain.sh");
        await ShellScript.WriteAsync(script, "#!/bin/sh\necho \"$CLV_ALERT $CLV_ALERT_HORIZON $CLV_ALERT_BUNDLE $CLV_MODELS\"\nexit 4\n");
        _server.Options = _server.Options with { RetrainCommand = script };
        _server.Restart();
        DateOnly made = _shop.AsOf;
        await _server.PollAsync();

        // One customer buys all there is: whatever was predicted, the error is about twice the mean.
        _shop.Sell(_shop.Records[2].Id, made.AddDays(5), 1e9);
        _shop.AsOf = made.AddDays(_shop.Model.HorizonDays + 1);
        await _server.PollAsync();
        await _server.Retrain.Ended.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        _shop.AsOf = _shop.AsOf.AddDays(1);
        await _server.PollAsync();
        _server.Time.Advance(TimeSpan.FromDays(3));
        _shop.AsOf = _shop.AsOf.AddDays(1);
        MonitoringReport report = await _server.PollAsync();

        MonitoringAlert alert = report.Alerts.Single(alert => alert.Code == AlertCodes.AccuracyDrop);
        Assert.Equal((true, AlertSeverity.Critical, "150d"), (alert.IsActive, alert.Severity, alert.Subject));
        RetrainRun run = Assert.Single(report.Retrainings);
        Assert.Equal((4, "150d", null), (run.ExitCode!.Value, run.Horizon, run.Problem));
        Assert.Contains($"Retraining: accuracy_drop 150d clv-a {models}", _server.RetrainLog.Entries);
        Assert.Contains("Retraining has ended with exit code 4: the champion stays", _server.RetrainLog.Entries);
    }

    // The next day is looked at after this rest and no sooner.
    private async Task AssertRestsAsync(TimeSpan rest)
    {
        DateOnly before = _shop.AsOf;
        _shop.AsOf = before.AddDays(1);
        _server.Time.Advance(rest - TimeSpan.FromMilliseconds(1));
        await _server.Monitor.PollAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before, _server.Report.AsOf);
        _server.Time.Advance(TimeSpan.FromMilliseconds(1));
        await _server.Monitor.PollAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before.AddDays(1), _server.Report.AsOf);
    }
}
