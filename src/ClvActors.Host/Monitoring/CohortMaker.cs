using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Cohorts;

namespace ClvActors.Host.Monitoring;

/// <summary>Remembers a month's predictions.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
internal static class CohortMaker
{
    private const string ThirtyDays = "30d";
    private const int Days30 = 30;

    /// <summary>Name of a horizon of so many days.</summary>
    public static string NameOf(int days) => days switch
    {
        Days30 => ThirtyDays,
        >= 83 and <= 97 => "90d",
        >= 350 and <= 400 => "12m",
        _ => $"{days}d",
    };

    /// <summary>Makes a cohort.</summary>
    /// <param name="asOf">As-of date of the predictions.</param>
    /// <param name="served">The bundle that serves.</param>
    /// <param name="horizonDays">Days that its value covers.</param>
    /// <param name="quarter">A bundle for 90 days; null for none.</param>
    /// <param name="sample">The customers; those whose record is of another date or bundle are left out.</param>
    /// <returns>Null when less than four fifths of the customers stand at the date, so that they are no fair sample of it.</returns>
    public static PredictionCohort? Make(DateOnly asOf, ServedModel served, int horizonDays, ModelBundle? quarter, IReadOnlyList<CustomerSummary> sample)
    {
        CustomerSummary[] customers = [.. sample.Where(one => one.Record.Window.AsOf == asOf && one.Record.BundleId == served.BundleId)];
        if (customers.Length == 0 || 5 * customers.Length < 4 * sample.Count)
        {
            return null;
        }

        CustomerRecord[] records = [.. customers.Select(one => one.Record)];
        List<CohortHorizon> horizons = [];
        if (NameOf(horizonDays) != ThirtyDays)
        {
            horizons.Add(OfThirtyDays(asOf, served, records));
        }

        if (quarter is not null && NameOf(horizonDays) != NameOf(quarter.HorizonDays))
        {
            Prediction[] predictions = [.. records.Select(record => quarter.Predict(record.Source, record.Features.Values))];
            horizons.Add(OfValue(asOf, quarter.Id, quarter, quarter.HorizonDays, isShadow: true, records, predictions));
        }

        horizons.Add(OfValue(asOf, served.BundleId, served.Bundle, horizonDays, isShadow: false, records, [.. records.Select(record => record.Prediction)]));
        return new PredictionCohort
        {
            FormatVersion = PredictionCohort.CurrentFormatVersion,
            Made = asOf,
            BundleId = served.BundleId,
            Customers = [.. records.Select(record => record.Id.ToString())],
            Segments = [.. customers.Select(one => (int)one.Segment)],
            Stages = [.. records.Select(record => (int)record.Stage)],
            Horizons = [.. horizons.Where(horizon => horizon.Members.Length > 0).OrderBy(horizon => horizon.Days)],
        };
    }

    private static CohortHorizon OfThirtyDays(DateOnly asOf, ServedModel served, CustomerRecord[] records)
    {
        int[] members = [.. Enumerable.Range(0, records.Length).Where(at => !double.IsNaN(records[at].Prediction.ExpectedSpend30))];
        return new CohortHorizon
        {
            Name = ThirtyDays,
            Days = Days30,
            BundleId = served.BundleId,
            BundleFingerprint = served.Bundle?.Fingerprint,
            IsShadow = false,
            Members = members,
            Population = CohortHorizon.Everyone,
            Predicted = [.. members.Select(at => records[at].Prediction.ExpectedSpend30)],
            Validation = served.Bundle is { } bundle ? ValidationFigures.OfThirtyDays(bundle.Manifest, served.Baseline?.ThirtyDayMeanSpend) : new AccuracyMeasures { Customers = 0 },
            SegmentCoverage = [],
            State = HorizonState.Open,
            ReadTo = asOf,
            Spent = new double[members.Length],
        };
    }

    private static CohortHorizon OfValue(
        DateOnly asOf, string bundleId, ModelBundle? bundle, int days, bool isShadow, CustomerRecord[] records, Prediction[] predictions)
    {
        int[] members = [.. Enumerable.Range(0, records.Length).Where(at => records[at].Source == PredictionSource.Model)];
        bool hasIntervals = members.All(at => predictions[at].IntervalLow <= predictions[at].IntervalHigh);
        return new CohortHorizon
        {
            Name = NameOf(days),
            Days = days,
            BundleId = bundleId,
            BundleFingerprint = bundle?.Fingerprint,
            IsShadow = isShadow,
            Members = members,
            Population = CohortHorizon.ModelScored,
            Predicted = [.. members.Select(at => predictions[at].Value)],
            Low = hasIntervals ? [.. members.Select(at => predictions[at].IntervalLow)] : null,
            High = hasIntervals ? [.. members.Select(at => predictions[at].IntervalHigh)] : null,
            Validation = bundle is null ? new AccuracyMeasures { Customers = 0 } : ValidationFigures.OfValue(bundle.Manifest),
            SegmentCoverage = bundle is null ? [] : ValidationFigures.SegmentCoverage(bundle.Manifest),
            State = HorizonState.Open,
            ReadTo = asOf,
            Spent = new double[members.Length],
        };
    }
}
