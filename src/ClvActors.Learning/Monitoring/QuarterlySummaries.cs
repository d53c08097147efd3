namespace ClvActors.Learning.Monitoring;

/// <summary>Draws quarters out of a report.</summary>
/// <remarks>Quarters are those of the calendar, in as-of time. What has left the report's bounded history is not in them. Pure functions; safe on any thread.</remarks>
public static class QuarterlySummaries
{
    private const int MonthsPerQuarter = 3;

    /// <summary>The quarters of which there are settled days, newest first.</summary>
    public static IReadOnlyList<(int Year, int Quarter)> Quarters(MonitoringReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. report.History.Select(day => (day.AsOf.Year, QuarterOf(day.AsOf))).Distinct().OrderDescending()];
    }

    /// <summary>Sums a quarter up.</summary>
    /// <param name="report">The report.</param>
    /// <param name="year">The year.</param>
    /// <param name="quarter">1 to 4.</param>
    /// <returns>Null when there is no settled day in it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The quarter is not 1 to 4, or the year not 1 to 9999.</exception>
    public static QuarterlySummary? Of(MonitoringReport report, int year, int quarter)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentOutOfRangeException.ThrowIfLessThan(quarter, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quarter, 4);
        DateOnly start = new(year, (MonthsPerQuarter * (quarter - 1)) + 1, 1);
        DateOnly end = new(year, MonthsPerQuarter * quarter, DateTime.DaysInMonth(year, MonthsPerQuarter * quarter));
        SettledDay[] days = [.. report.History.Where(day => day.AsOf >= start && day.AsOf <= end)];
        return days.Length == 0 ? null : new QuarterlySummary
        {
            Year = year,
            Quarter = quarter,
            IsOver = report.AsOf > end,
            First = days[0],
            Last = days[^1],
            SettledDays = days.Length,
            Segments = [.. days[^1].Segments.Select(segment => Shift(days[0], days[^1], segment))],
            Drift =
            [
                .. Peak(DriftKind.Feature, days, day => day.FeatureDrift, day => day.WorstFeature ?? ""),
                .. Peak(DriftKind.Prediction, days, day => day.PredictionDrift, _ => ""),
                .. Peak(DriftKind.Segment, days, day => day.SegmentDrift, _ => ""),
                .. Peak(DriftKind.Contribution, days, day => day.ContributionDrift, _ => ""),
            ],
            Accuracy =
            [
                .. from row in report.Accuracy
                   from cohort in row.Cohorts
                   where cohort.Ended >= start && cohort.Ended <= end
                   orderby cohort.Ended, row.Days, row.BundleId
                   select new EndedCohort(row.Horizon, row.BundleId, cohort, row.Validation),
            ],
            Alerts = [.. report.Alerts.Where(alert => alert.RaisedAsOf <= end && (alert.ClearedAsOf is not { } cleared || cleared >= start)).OrderBy(alert => alert.RaisedAsOf)],
            Bundles = [.. days.Select(day => day.BundleId).Distinct()],
        };
    }

    private static int QuarterOf(DateOnly day) => ((day.Month - 1) / MonthsPerQuarter) + 1;

    private static SegmentShift Shift(SettledDay first, SettledDay last, SegmentFigures segment)
    {
        SegmentFigures before = first.Segments.First(other => other.Segment == segment.Segment);
        return new SegmentShift(before, segment, Share(before.Customers, first.Customers), Share(segment.Customers, last.Customers));
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;

    private static IEnumerable<DriftPeak> Peak(DriftKind kind, SettledDay[] days, Func<SettledDay, double?> index, Func<SettledDay, string> name)
    {
        // MaxBy takes the first of equal ones and passes over days without an index.
        SettledDay? worst = days.Where(day => index(day) is not null).MaxBy(index);
        return worst is null ? [] : [new DriftPeak(kind, index(worst)!.Value, worst.AsOf, name(worst))];
    }
}
