using System.Text;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Alerts;
using ClvActors.Learning.Monitoring.Cohorts;

namespace ClvActors.Learning.Tests.Monitoring;

/// <summary>A bundle that is trained anew under its name is another bundle.</summary>
public sealed class AccuracyByTrainingTests
{
    private static readonly DateOnly Made = new(2020, 3, 10);

    [Fact]
    public void Of_TwoTrainingsOfAName_KeepsThemApart()
    {
        PredictionCohort[] cohorts = [Closed(0, "old", 60), Closed(1, "old", 80), Closed(2, "new", 10)];

        IReadOnlyList<LiveAccuracy> rows = AccuracyRows.Of(cohorts, [], new BundleIdentity("a", "new"));

        Assert.Equal([("new", true, 1, 10.0), ("old", false, 2, 70.0)], rows.Select(row => (row.BundleFingerprint, row.IsCurrent, row.ClosedCohorts, Math.Round(row.Live.Mae!.Value, 9))));
        Assert.Equal([true, false], AccuracyRows.Of(cohorts[..2], rows, new BundleIdentity("a", "old")).Select(row => row.IsCurrent));
    }

    [Fact]
    public void Of_CohortsWithoutAFingerprint_CountByNameUntilTheTrainingHasFiguresOfItsOwn()
    {
        PredictionCohort old = Closed(0, null, 60);
        BundleIdentity serving = new("a", "new");

        Assert.True(Assert.Single(AccuracyRows.Of([old], [], serving)).IsCurrent);
        Assert.Equal([null], Current([old, Closed(1, "new", null)]));
        Assert.Equal(["new"], Current([old, Closed(1, "new", 10)]));

        // Where the files of the bundle that serves are not found its name alone decides.
        Assert.Equal(["new"], AccuracyRows.Of([Closed(1, "new", 10)], [], new BundleIdentity("a", null)).Where(row => row.IsCurrent).Select(row => row.BundleFingerprint));

        IEnumerable<string?> Current(PredictionCohort[] cohorts) => AccuracyRows.Of(cohorts, [], serving).Where(row => row.IsCurrent).Select(row => row.BundleFingerprint);
    }

    [Fact]
    public void IsDone_TrainedAnewEachMonth_StillEnds()
    {
        PredictionCohort[] cohorts = [.. Enumerable.Range(0, AccuracyRules.KeptCohorts + 2).Select(month => Closed(month, $"{month}", 10))];

        Assert.Equal([true, true, false], cohorts.Take(3).Select(cohort => AccuracyRows.IsDone(cohort, cohorts)));
    }

    [Fact]
    public void Parse_FileOfAVersionWithoutFingerprints_IsRead()
    {
        PredictionCohort cohort = Closed(0, "f1", 10);
        string text = Encoding.UTF8.GetString(CohortFile.Write(cohort));
        string former = text.Replace("\"bundle_fingerprint\":\"f1\",", "", StringComparison.Ordinal);
        Assert.NotEqual(text, former);

        Assert.Equal("f1", CohortFile.Parse(Encoding.UTF8.GetBytes(text)).Horizons[0].BundleFingerprint);
        Assert.Null(CohortFile.Parse(Encoding.UTF8.GetBytes(former)).Horizons[0].BundleFingerprint);
    }

    [Fact]
    public void Update_AnotherTrainingOfTheName_ClearsTheAlertOfTheOneBefore()
    {
        IReadOnlyList<MonitoringAlert> alerts = Update([], "old", 0.3);
        Assert.Equal("old", Assert.Single(alerts).BundleFingerprint);

        // Where the files are not found for once it stays.
        Assert.True(Assert.Single(Update(alerts, null, null)).IsActive);
        Assert.False(Assert.Single(Update(alerts, "new", null)).IsActive);

        // An alert of a version that wrote no fingerprint goes on under the one that serves.
        MonitoringAlert former = Assert.Single(Update([alerts[0] with { BundleFingerprint = null }], "new", 0.3));
        Assert.Equal((true, "new"), (former.IsActive, former.BundleFingerprint));
    }

    private static IReadOnlyList<MonitoringAlert> Update(IReadOnlyList<MonitoringAlert> alerts, string? fingerprint, double? value) => AlertBook.Update(
        alerts, [new AlertCondition(AlertCodes.AccuracyDrop, "30d", new BundleIdentity("a", fingerprint), value, 0.25, 0.2, "")], Made, new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero));

    private static PredictionCohort Closed(int month, string? fingerprint, double? error) => new()
    {
        FormatVersion = 1,
        Made = Made.AddMonths(month),
        BundleId = "a",
        Customers = ["1"],
        Segments = [0],
        Stages = [0],
        Horizons =
        [
            new CohortHorizon
            {
                Name = "30d",
                Days = 30,
                BundleId = "a",
                BundleFingerprint = fingerprint,
                IsShadow = false,
                Members = [0],
                Population = CohortHorizon.ModelScored,
                Predicted = [100 + (error ?? 0)],
                Validation = new AccuracyMeasures { Customers = 10, RelativeMae = 0.2 },
                SegmentCoverage = [],
                State = error is null ? HorizonState.Open : HorizonState.Closed,
                ReadTo = Made.AddMonths(month),
                Spent = [100],
            },
        ],
    };
}
