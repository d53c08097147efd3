using ClvActors.Domain.Population;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>Compares closed cohorts with what the validation promised.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
public static class AccuracyComparison
{
    /// <summary>The figures of closed horizons together.</summary>
    /// <param name="horizons">Closed horizons; none gives figures of nobody.</param>
    public static AccuracyMeasures Measure(IReadOnlyCollection<CohortHorizon> horizons)
    {
        ArgumentNullException.ThrowIfNull(horizons);
        bool hasIntervals = horizons.All(horizon => horizon.Low is not null);
        return Measure(
            [.. horizons.SelectMany(horizon => horizon.Spent)],
            [.. horizons.SelectMany(horizon => horizon.Predicted)],
            hasIntervals ? [.. horizons.SelectMany(horizon => horizon.Low!)] : null,
            hasIntervals ? [.. horizons.SelectMany(horizon => horizon.High!)] : null);
    }

    /// <summary>The figures by the segment that customers were in, Champions first; only segments with customers.</summary>
    /// <param name="cohorts">Cohorts with one of their closed horizons each.</param>
    public static IReadOnlyList<SegmentAccuracy> MeasureSegments(IReadOnlyCollection<(PredictionCohort Cohort, CohortHorizon Horizon)> cohorts)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        List<SegmentAccuracy> rows = [];
        for (int segment = 0; segment < ClvSegmentNames.All.Count; segment++)
        {
            AccuracyMeasures figures = Measure([.. cohorts.Select(pair => OfSegment(pair.Cohort, pair.Horizon, segment))]);
            if (figures.Customers > 0)
            {
                IReadOnlyList<double?> promised = cohorts.Last().Horizon.SegmentCoverage;
                rows.Add(new SegmentAccuracy(ClvSegmentNames.All[segment], figures, promised.Count == 0 ? null : promised[segment]));
            }
        }

        return rows;
    }

    /// <summary>By which shares live figures are worse.</summary>
    /// <remarks>Where nobody has spent anything although spending was predicted, there is no relative error: that counts as a drop of 1.</remarks>
    public static AccuracyDrop Drop(AccuracyMeasures live, AccuracyMeasures validation)
    {
        ArgumentNullException.ThrowIfNull(live);
        ArgumentNullException.ThrowIfNull(validation);
        return new AccuracyDrop(
            live is { MeanActual: 0, MeanPredicted: > 0 } ? 1 : validation.RelativeMae > 0 ? (live.RelativeMae / validation.RelativeMae) - 1 : null,
            validation.Spearman > 0 ? 1 - (live.Spearman / validation.Spearman) : null,
            validation.Coverage > 0 ? 1 - (live.Coverage / validation.Coverage) : null);
    }

    /// <summary>The level of the worst of several drops.</summary>
    public static DriftLevel LevelOf(AccuracyDrop drop, int customers)
    {
        ArgumentNullException.ThrowIfNull(drop);
        double? worst = new[] { drop.Mae, drop.Spearman, drop.Coverage }.Max();
        return customers < AccuracyRules.FewestCustomers || worst is not { } share ? DriftLevel.Unknown
            : share >= AccuracyRules.Alert ? DriftLevel.Alert
            : share >= AccuracyRules.Watch ? DriftLevel.Watch
            : DriftLevel.Ok;
    }

    private static AccuracyMeasures Measure(double[] actual, double[] predicted, double[]? low, double[]? high)
    {
        if (actual.Length == 0)
        {
            return new AccuracyMeasures { Customers = 0 };
        }

        RegressionMetrics metrics = RegressionMetrics.Of(actual, predicted);
        double mean = actual.Average();
        int inside = low is null ? 0 : actual.Where((spent, at) => spent >= low[at] && spent <= high![at]).Count();
        return new AccuracyMeasures
        {
            Customers = actual.Length,
            Mae = metrics.MeanAbsoluteError,
            Rmse = metrics.RootMeanSquaredError,
            Spearman = double.IsNaN(metrics.Spearman) ? null : metrics.Spearman,
            MeanActual = mean,
            MeanPredicted = predicted.Average(),
            RelativeMae = mean > 0 ? metrics.MeanAbsoluteError / mean : null,
            Coverage = low is null ? null : (double)inside / actual.Length,
        };
    }

    private static CohortHorizon OfSegment(PredictionCohort cohort, CohortHorizon horizon, int segment)
    {
        int[] kept = [.. Enumerable.Range(0, horizon.Members.Length).Where(at => cohort.Segments[horizon.Members[at]] == segment)];
        return horizon with
        {
            Members = [.. kept.Select(at => horizon.Members[at])],
            Predicted = [.. kept.Select(at => horizon.Predicted[at])],
            Spent = [.. kept.Select(at => horizon.Spent[at])],
            Low = horizon.Low is null ? null : [.. kept.Select(at => horizon.Low[at])],
            High = horizon.High is null ? null : [.. kept.Select(at => horizon.High[at])],
        };
    }
}
