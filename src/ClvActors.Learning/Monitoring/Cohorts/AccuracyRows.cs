namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>Makes the rows of live accuracy out of the cohorts that are kept.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
public static class AccuracyRows
{
    /// <summary>The rows: one per horizon and bundle, each training of a bundle's name by itself as far as it is known.</summary>
    /// <param name="cohorts">The cohorts that are kept, oldest first.</param>
    /// <param name="before">The rows of the last report: what has been measured stays in them when its cohort is no longer kept.</param>
    /// <param name="serving">The bundle that serves.</param>
    /// <remarks>
    /// Of each horizon one row of the bundle that serves counts, and one of the bundle that the newest cohort asked beside it. Where a fingerprint is missing, as in cohorts of versions that did not write
    /// it, the name decides; the row of the very same training comes first as soon as it has figures.
    /// </remarks>
    public static IReadOnlyList<LiveAccuracy> Of(IReadOnlyList<PredictionCohort> cohorts, IReadOnlyList<LiveAccuracy> before, BundleIdentity serving)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        ArgumentNullException.ThrowIfNull(before);
        List<LiveAccuracy> rows = [];
        foreach (var kept in cohorts.SelectMany(cohort => cohort.Horizons, (cohort, horizon) => (cohort, horizon)).GroupBy(pair => KeyOf(pair.horizon)))
        {
            rows.Add(Row([.. kept], before.FirstOrDefault(row => KeyOf(row) == kept.Key)));
        }

        rows.AddRange(before.Where(row => !rows.Any(other => KeyOf(other) == KeyOf(row))).Select(row => row with { OpenCohorts = 0, NextEnd = null }).ToList());
        IEnumerable<(string Horizon, BundleIdentity Bundle)> beside = cohorts.Count == 0 ? [] : cohorts[^1].Horizons.Where(horizon => horizon.IsShadow).Select(KeyOf);
        HashSet<(string, BundleIdentity)> current = [.. rows.Select(row => (row.Horizon, Bundle: serving)).Concat(beside).Distinct().Select(wanted => Choose(rows, wanted)).OfType<(string, BundleIdentity)>()];
        return
        [
            .. rows.Select(row => row with { IsCurrent = current.Contains(KeyOf(row)) })
                .OrderByDescending(row => row.IsCurrent).ThenBy(row => row.Days).ThenBy(row => row.BundleId, StringComparer.Ordinal).ThenBy(row => row.BundleFingerprint, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether a cohort may be forgotten: all of its horizons have ended, and enough newer ones of each have been compared, or so many have been made that it is listed no more.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="cohorts">The cohorts that are kept, oldest first.</param>
    public static bool IsDone(PredictionCohort cohort, IReadOnlyList<PredictionCohort> cohorts)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(cohorts);

        // The second, or a bundle that is trained anew each month would leave every cohort without successors of its own.
        bool isLong = cohorts.Count(other => other.Made > cohort.Made) >= AccuracyRules.KeptCohorts;
        return cohort.Horizons.All(horizon => horizon.State == HorizonState.Unmeasurable
            || (horizon.State == HorizonState.Closed && (isLong || NewerClosed(horizon) >= AccuracyRules.RollingCohorts)));

        int NewerClosed(CohortHorizon horizon) => cohorts.Count(other => other.Made > cohort.Made
            && other.Horizons.Any(one => one.State == HorizonState.Closed && KeyOf(one) == KeyOf(horizon)));
    }

    private static (string Horizon, BundleIdentity Bundle) KeyOf(CohortHorizon horizon) => (horizon.Name, new BundleIdentity(horizon.BundleId, horizon.BundleFingerprint));

    private static (string Horizon, BundleIdentity Bundle) KeyOf(LiveAccuracy row) => (row.Horizon, new BundleIdentity(row.BundleId, row.BundleFingerprint));

    private static (string Horizon, BundleIdentity Bundle)? Choose(IEnumerable<LiveAccuracy> rows, (string Horizon, BundleIdentity Bundle) wanted) => rows
        .Where(row => row.Horizon == wanted.Horizon && KeyOf(row).Bundle.MayBe(wanted.Bundle))
        .OrderByDescending(row => row.Live.Customers > 0).ThenByDescending(row => KeyOf(row) == wanted).ThenByDescending(row => row.Cohorts.Count == 0 ? default : row.Cohorts[^1].Made)
        .Select(row => ((string, BundleIdentity)?)KeyOf(row)).FirstOrDefault();

    private static LiveAccuracy Row(IReadOnlyList<(PredictionCohort Cohort, CohortHorizon Horizon)> kept, LiveAccuracy? known)
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
            BundleFingerprint = newest.BundleFingerprint,
            IsCurrent = false,
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
