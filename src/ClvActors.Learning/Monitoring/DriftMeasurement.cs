using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Learning.Monitoring;

/// <summary>Compares a live population with a baseline.</summary>
/// <remarks>Everything is counted over the model-scored customers. Pure functions; safe on any thread.</remarks>
public static class DriftMeasurement
{
    // What follows from the date alone: with the year's end in the window's middle everyone's first month in the window is another, and the time since a first purchase grows with the shop's records.
    private static readonly HashSet<string> FollowsDate = ["acquisition_month", "acquisition_quarter", "purchased_in_q4", "q4_spend_share", "lifetime_days"];

    /// <summary>What a survey has to count for <see cref="Measure"/>.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="sample">How many customers are to be drawn.</param>
    public static SurveyRequest Request(PopulationBaseline baseline, int sample)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        return new SurveyRequest
        {
            FeatureCuts = [.. Enumerable.Range(0, FeatureSet.Count).Select(feature => feature < baseline.Features.Count ? baseline.Features[feature].Cuts : [])],
            ValueCuts = ValueCuts(baseline),
            Sample = sample,
        };
    }

    /// <summary>Compares.</summary>
    /// <param name="baseline">The baseline.</param>
    /// <param name="survey">A survey by <see cref="Request"/>.</param>
    /// <param name="contributions">What the model decides by now; null where that is not known.</param>
    /// <returns>Rows by kind and then by index, largest first; a row for all contributions stands before those of its inputs.</returns>
    public static IReadOnlyList<DriftRow> Measure(PopulationBaseline baseline, PopulationSurvey survey, BaselineContributions? contributions)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(survey);
        double[] finer = ValueCuts(baseline);
        return
        [
            .. baseline.Features
                .Select((feature, at) => Row(DriftKind.Feature, feature.Name, feature.Labels(), feature.Counts, survey.FeatureCounts[at], !FollowsDate.Contains(feature.Name)))
                .OrderByDescending(row => row.Index).ThenBy(row => row.Name, StringComparer.Ordinal),
            Row(DriftKind.Prediction, DriftNames.PredictedValue, baseline.PredictedValue.Labels(), baseline.PredictedValue.Counts, baseline.PredictedValue.Coarsen(finer, survey.ValueCounts), raisesAlert: true),
            Row(DriftKind.Segment, DriftNames.ValueSegments, ClvSegmentNames.All, baseline.Segments, Segments(baseline, finer, survey.ValueCounts), raisesAlert: true),
            Row(DriftKind.Segment, DriftNames.LifecycleStages, StageContributions.StageNames, baseline.LifecycleStages, Stages(survey), raisesAlert: false),
            .. contributions is null ? [] : Contributions(baseline.Contributions, contributions),
        ];
    }

    /// <summary>The row of a kind that may raise an alert and has the largest index.</summary>
    /// <returns>Null when none of them was judged.</returns>
    public static DriftRow? Worst(IReadOnlyList<DriftRow> rows, DriftKind kind) =>
        rows.Where(row => row.Kind == kind && row.RaisesAlert && row.Level != DriftLevel.Unknown).MaxBy(row => row.Index);

    private static DriftRow Row(DriftKind kind, string name, IReadOnlyList<string> labels, long[] then, long[] now, bool raisesAlert)
    {
        double index = PopulationStability.OfCounts(then, now);
        long customersThen = then.Sum();
        long customersNow = now.Sum();
        return new DriftRow(
            kind,
            name,
            index,
            PopulationStability.LevelOf(index, customersThen, customersNow),
            raisesAlert,
            [.. labels.Select((label, bin) => new DriftBin(label, Share(then[bin], customersThen), Share(now[bin], customersNow)))]);
    }

    private static IEnumerable<DriftRow> Contributions(BaselineContributions then, BaselineContributions now)
    {
        // A bundle's inputs never change; a model that decides by other inputs is another model, of which there is nothing to say.
        if (!then.Inputs.SequenceEqual(now.Inputs))
        {
            return [];
        }

        double[] terms = PopulationStability.TermsOfShares(then.All.MeanAbsolute, now.All.MeanAbsolute);
        double sumThen = then.All.MeanAbsolute.Sum();
        double sumNow = now.All.MeanAbsolute.Sum();
        DriftRow[] inputs =
        [
            .. then.Inputs
                .Select((name, at) => new DriftRow(
                    DriftKind.Contribution,
                    name,
                    terms[at],
                    PopulationStability.LevelOf(terms[at], then.All.Customers, now.All.Customers),
                    RaisesAlert: false,
                    [new DriftBin(name, Share(then.All.MeanAbsolute[at], sumThen), Share(now.All.MeanAbsolute[at], sumNow))]))
                .OrderByDescending(row => row.Index).ThenBy(row => row.Name, StringComparer.Ordinal),
        ];
        double index = terms.Sum();
        return inputs.Prepend(new DriftRow(
            DriftKind.Contribution,
            DriftNames.AllInputs,
            index,
            PopulationStability.LevelOf(index, then.All.Customers, now.All.Customers),
            RaisesAlert: true,
            [.. inputs.Where(row => row.Bins[0].BaselineShare > 0 || row.Bins[0].LiveShare > 0).Select(row => row.Bins[0])]));
    }

    // A segment begins at its threshold, a bin ends with its cut: the cut is the number before.
    private static double[] SegmentCuts(PopulationBaseline baseline) =>
        [.. new[] { baseline.Thresholds.Occasional, baseline.Thresholds.Growing, baseline.Thresholds.HighValue, baseline.Thresholds.Champions }.Select(Math.BitDecrement).Distinct()];

    private static double[] ValueCuts(PopulationBaseline baseline) => [.. baseline.PredictedValue.Cuts.Concat(SegmentCuts(baseline)).Distinct().Order()];

    private static long[] Segments(PopulationBaseline baseline, double[] cuts, long[] counts)
    {
        long[] segments = new long[ClvSegmentNames.All.Count];
        for (int bin = 0; bin < counts.Length; bin++)
        {
            // All of a bin lies in one segment: its upper end's.
            segments[(int)(bin < cuts.Length ? baseline.Thresholds.SegmentOf(cuts[bin]) : ClvSegment.Champions)] += counts[bin];
        }

        return segments;
    }

    private static long[] Stages(PopulationSurvey survey)
    {
        long[] stages = new long[StageContributions.StageNames.Count];
        foreach (SurveyGroup group in survey.Groups.Where(group => group.Source == PredictionSource.Model))
        {
            stages[(int)group.Stage] += group.Count;
        }

        return stages;
    }

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 0;
}
