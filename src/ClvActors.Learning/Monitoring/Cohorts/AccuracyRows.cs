namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>Makes the rows of live accuracy out of the cohorts that are kept.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
public static class AccuracyRows
{
    /// <summary>The rows.</summary>
    /// <param name="cohorts">The cohorts that are kept, oldest first.</param>
    /// <param name="before">The rows of the last report: what has been measured stays in them when its cohort is no longer kept.</param>
    /// <param name="bundleId">The bundle that serves.</param>
    /// <remarks>A shadow's row counts while the newest cohort has it.</remarks>
    public static IReadOnlyList<LiveAccuracy> Of(IReadOnlyList<PredictionCohort> cohorts, IReadOnlyList<LiveAccuracy> before, string bundleId)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        ArgumentNullException.ThrowIfNull(before);
        List<LiveAccuracy> rows = [];
        foreach (var kept in cohorts.SelectMany(cohort => cohort.Horizons, (cohort, horizon) => (cohort, horizon)).GroupBy(pair => (pair.horizon.Name, pair.horizon.BundleId)))
        {
            LiveAccuracy? known = before.FirstOrDefault(row => row.Horizon == kept.Key.Name && row.BundleId == kept.Key.BundleId);
            bool isCurrent = kept.Key.BundleId == bundleId || cohorts[^1].Horizons.Any(horizon => horizon.IsShadow && horizon.Name == kept.Key.Name && horizon.BundleId == kept.Key.BundleId);
            rows.Add(Row([.. kept], known, isCurrent));
        }

        IEnumerable<LiveAccuracy> gone = before
            .Where(row => !rows.Any(other => other.Horizon == row.Horizon && other.BundleId == row.BundleId))
            .Select(row => row with { IsCurrent = row.BundleId == bundleId, OpenCohorts = 0, NextEnd = null });
        return [.. rows.Concat(gone).OrderByDescending(row => row.IsCurrent).ThenBy(row => row.Days).ThenBy(row => row.BundleId, StringComparer.Ordinal)];
    }

    /// <summary>Whether a cohort may be forgotten: all of its horizons have ended, and enough newer ones of each have been compared.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="cohorts">The cohorts that are kept, oldest first.</param>
    public static bool IsDone(PredictionCohort cohort, IReadOnlyList<PredictionCohort> cohorts)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(cohorts);
        return cohort.Horizons.All(horizon => horizon.State == HorizonState.Unmeasurable || (horizon.State == HorizonState.Closed && NewerClosed(horizon) >= AccuracyRules.RollingCohorts));

        int NewerClosed(CohortHorizon horizon) => cohorts.Count(other => other.Made > cohort.Made
            && other.Horizons.Any(one => one.State == HorizonState.Closed && one.Name == horizon.Name && one.BundleId == horizon.BundleId));
    }

    private static LiveAccuracy Row(IReadOnlyList<(PredictionCohort Cohort, CohortHorizon Horizon)> kept, LiveAccuracy? known, bool isCurrent)
    {
        (PredictionCohort Cohort, CohortHorizon Horizon)[] closed = [.. kept.Where(pair => pair.Horizon.State == HorizonState.Closed)];
        (PredictionCohort Cohort, CohortHorizon Horizon)[] rolling = [.. closed.TakeLast(AccuracyRules.RollingCohorts)];
        (PredictionCohort Cohort, CohortHorizon Horizon)[] open = [.. kept.Where(pair => pair.Horizon.State == HorizonState.Open)];
        CohortHorizon newest = kept[^1].Horizon;

        // A cohort is told once: what a cohort that is gone has shown comes from the last report, the others are measured.
        CohortAccuracy[] ended =
        [
            .. (known?.Cohorts ?? []).Where(old => !kept.Any(pair => pair.Cohort.Made == old.Made)),
            .. closed.Select(pair => new CohortAccuracy(pair.Cohort.Made, pair.Cohort.EndOf(pair.Horizon), AccuracyComparison.Measure([pair.Horizon]))),
            .. kept.Where(pair => pair.Horizon.State == HorizonState.Unmeasurable)
                .Select(pair => new CohortAccuracy(pair.Cohort.Made, pair.Cohort.EndOf(pair.Horizon), new AccuracyMeasures { Customers = 0 })),
        ];
        AccuracyMeasures live = rolling.Length == 0 && known is not null ? known.Live : AccuracyComparison.Measure([.. rolling.Select(pair => pair.Horizon)]);
        AccuracyMeasures validation = closed.Length > 0 ? closed[^1].Horizon.Validation : newest.Validation;
        AccuracyDrop drop = AccuracyComparison.Drop(live, validation);
        return new LiveAccuracy
        {
            Horizon = newest.Name,
            Days = newest.Days,
            BundleId = newest.BundleId,
            IsCurrent = isCurrent,
            IsShadow = newest.IsShadow,
            Customers = newest.Population,
            Live = live,
            Validation = validation,
            Drop = drop,
            Level = AccuracyComparison.LevelOf(drop, live.Customers),
            Segments = rolling.Length == 0 && known is not null ? known.Segments : AccuracyComparison.MeasureSegments(rolling),
            Cohorts = [.. ended.OrderBy(one => one.Made).TakeLast(AccuracyRules.KeptCohorts)],
            OpenCohorts = open.Length,
            ClosedCohorts = ended.Count(one => one.Live.Customers > 0),
            UnmeasurableCohorts = ended.Count(one => one.Live.Customers == 0),
            NextEnd = open.Length == 0 ? null : open.Min(pair => pair.Cohort.EndOf(pair.Horizon)),
        };
    }
}
