using ClvActors.Domain.Population;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Learning.Tests.Monitoring;

public sealed class QuarterlySummariesTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_Quarter_TakesItsDaysAndWhatHappenedInThem()
    {
        MonitoringReport report = new()
        {
            AsOf = new DateOnly(2020, 7, 2),
            History = [Day(2020, 3, 31, 100, 0.9), Day(2020, 4, 1, 200, null), Day(2020, 5, 5, 300, 0.4), Day(2020, 6, 30, 400, 0.2), Day(2020, 7, 2, 500, 0.8)],
            Alerts = [Alert(new(2020, 7, 1), null), Alert(new(2020, 5, 1), new(2020, 5, 9)), Alert(new(2020, 1, 1), new(2020, 3, 1)), Alert(new(2020, 2, 1), null)],
        };

        QuarterlySummary quarter = QuarterlySummaries.Of(report, 2020, 2)!;

        Assert.Equal((3, 200, 400, true), (quarter.SettledDays, quarter.First.Customers, quarter.Last.Customers, quarter.IsOver));
        Assert.Equal(new DriftPeak(DriftKind.Feature, 0.4, new DateOnly(2020, 5, 5), "recency_days"), Assert.Single(quarter.Drift));
        Assert.Equal([new(2020, 2, 1), new DateOnly(2020, 5, 1)], quarter.Alerts.Select(alert => alert.RaisedAsOf));
        Assert.Equal((0.5, 0.5), (quarter.Segments[0].FirstShare, quarter.Segments[0].LastShare));
        Assert.False(QuarterlySummaries.Of(report, 2020, 3)!.IsOver);
        Assert.Null(QuarterlySummaries.Of(report, 2020, 4));
        Assert.Equal([(2020, 3), (2020, 2), (2020, 1)], QuarterlySummaries.Quarters(report));
        Assert.Throws<ArgumentOutOfRangeException>(() => QuarterlySummaries.Of(report, 2020, 5));
    }

    [Fact]
    public void Parse_Written_IsTheSame()
    {
        MonitoringReport report = new() { History = [Day(2020, 3, 31, 100, 0.9)], Alerts = [Alert(new(2020, 7, 1), null)], AsOf = new DateOnly(2020, 7, 1) };

        Assert.Equal(MonitoringFile.Write(report), MonitoringFile.Write(MonitoringFile.Parse(MonitoringFile.Write(report))));
        Assert.Contains("format_version is 2", Assert.Throws<InvalidDataException>(() => MonitoringFile.Parse(MonitoringFile.Write(report with { FormatVersion = 2 }))).Message, StringComparison.Ordinal);
    }

    private static MonitoringAlert Alert(DateOnly raised, DateOnly? cleared) =>
        new(AlertCodes.FeatureDrift, "", AlertSeverity.Warning, "a", "text", raised, At, cleared, cleared is null ? null : At);

    private static SettledDay Day(int year, int month, int day, int customers, double? drift) => new()
    {
        AsOf = new DateOnly(year, month, day),
        TakenAt = At,
        BundleId = "a",
        Customers = customers,
        ScoredCustomers = customers,
        TotalValue = 1,
        TotalSpend = 1,
        Segments = [.. ClvSegmentNames.All.Select((name, at) => new SegmentFigures(name, at == 0 ? customers / 2 : 0, 1, 1))],
        FeatureDrift = drift,
        WorstFeature = drift is null ? null : "recency_days",
    };
}
