using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Monitoring;

/// <summary>Draws a settled day's figures out of a look at the population.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
internal static class SettledDays
{
    /// <summary>The figures.</summary>
    /// <param name="look">The look.</param>
    /// <param name="asOf">Its as-of date.</param>
    /// <param name="now">Its wall time.</param>
    public static SettledDay Of(PopulationLook look, DateOnly asOf, DateTimeOffset now)
    {
        PopulationSurvey survey = look.Survey;
        DriftRow? feature = DriftMeasurement.Worst(look.Drift, DriftKind.Feature);
        return new SettledDay
        {
            AsOf = asOf,
            TakenAt = now,
            BundleId = survey.BundleId,
            Customers = survey.Groups.Sum(group => group.Count),
            ScoredCustomers = survey.Groups.Where(group => group.Source == PredictionSource.Model).Sum(group => group.Count),
            TotalValue = survey.Groups.Sum(group => group.TotalValue),
            TotalSpend = survey.Groups.Sum(group => group.TotalSpend),
            Segments = [.. Enum.GetValues<ClvSegment>().Select(segment => FiguresOf(survey, segment))],
            FeatureDrift = feature?.Index,
            WorstFeature = feature?.Name,
            PredictionDrift = DriftMeasurement.Worst(look.Drift, DriftKind.Prediction)?.Index,
            SegmentDrift = DriftMeasurement.Worst(look.Drift, DriftKind.Segment)?.Index,
            ContributionDrift = DriftMeasurement.Worst(look.Drift, DriftKind.Contribution)?.Index,
        };
    }

    private static SegmentFigures FiguresOf(PopulationSurvey survey, ClvSegment segment)
    {
        double bound = survey.Thresholds.LowerBound(segment);
        SurveyGroup[] groups = [.. survey.Groups.Where(group => group.Segment == segment)];
        return new SegmentFigures(segment.Name(), groups.Sum(group => group.Count), groups.Sum(group => group.TotalValue), double.IsFinite(bound) ? bound : null);
    }
}
