using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Surveys;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Host.Monitoring;

/// <summary>Looks at the population and measures its drift.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class PopulationReader(ICustomerValueService service, MonitoredBundles bundles, MonitoringStore store, MonitoringSettings settings, TimeProvider time)
{
    // Enough that a bundle that was trained anew under the same name gives itself away.
    private const int VerifiedCustomers = 20;

    private ServedModel? _served;
    private PopulationBaseline? _live;
    private BaselineContributions? _contributions;
    private DateTimeOffset _explainsAfter;

    /// <summary>How long the explanations of the last look took; they rest on their own.</summary>
    public TimeSpan Explaining { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="bundleId">The bundle that serves.</param>
    /// <param name="sample">Customers to draw, at least.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>Null when the bundle was swapped meanwhile; look again.</returns>
    public async Task<PopulationLook?> LookAsync(string bundleId, int sample, CancellationToken cancellation)
    {
        Explaining = TimeSpan.Zero;

        // Cold starts, a third of all and more, are not explained.
        int drawn = Math.Min(SurveyRequest.LargestSample, Math.Max(sample, 3 * settings.ExplainedCustomers));
        if (_served?.BundleId != bundleId)
        {
            _live = store.ReadBaseline(bundleId);
            _served = null;
        }

        PopulationSurvey survey = await SurveyAsync(_served?.Baseline ?? _live, drawn, cancellation);
        if (survey.BundleId != bundleId)
        {
            return null;
        }

        IReadOnlyList<CustomerRecord> known = [.. survey.Sample.Take(VerifiedCustomers).Select(one => one.Record)];
        if (_served is null || (_served.Bundle is { } bundle && !MonitoredBundles.Reproduces(bundle, known)))
        {
            _served = bundles.Find(bundleId, known);
            _contributions = null;
            survey = await SurveyAsync(_served.Baseline ?? _live, drawn, cancellation);
            if (survey.BundleId != bundleId)
            {
                return null;
            }
        }

        // Drift of a live baseline that belongs to another training of the same name would mean nothing.
        if (_live is { } live && _served.Bundle is { } trained && live.Fingerprint.Length > 0 && live.Fingerprint != trained.Fingerprint)
        {
            _live = null;
        }

        if (_served.Baseline is null && _live is null)
        {
            _live = await TakeBaselineAsync(_served, cancellation);
            survey = _live is null ? survey : await SurveyAsync(_live, drawn, cancellation);
        }

        return survey.BundleId != bundleId ? null : await MeasureAsync(survey, _served, cancellation);
    }

    private async Task<PopulationLook> MeasureAsync(PopulationSurvey survey, ServedModel served, CancellationToken cancellation)
    {
        if ((served.Baseline ?? _live) is not { } baseline)
        {
            return new PopulationLook(survey, served, BaselineOrigin.None with { Note = $"{served.Note}; a baseline is taken once {PopulationStability.FewestCustomers} customers are scored" }, []);
        }

        // With the champion's 600 trees 500 explanations take 0.3 s, thirty times as long as the rest of a look at 5,000 customers: in a fast replay those of a few days ago have to do.
        if (_contributions is null || time.GetUtcNow() >= _explainsAfter)
        {
            long started = time.GetTimestamp();
            _contributions = await ExplainAsync(served, baseline.Contributions.Inputs, survey.Sample.Select(one => one.Record), cancellation);
            Explaining = time.GetElapsedTime(started);
            _explainsAfter = time.GetUtcNow() + (settings.RestFactor * Explaining);
        }

        BaselineSource source = served.Baseline is null ? BaselineSource.Live : BaselineSource.Trained;
        string note = served.Baseline is null ? $"taken live at the first settled population, because {served.Note}" : served.Note;
        return new PopulationLook(
            survey,
            served,
            new BaselineOrigin(source, baseline.BundleId, baseline.AsOf, baseline.Customers, note),
            DriftMeasurement.Measure(baseline, survey, _contributions));
    }

    private async Task<PopulationBaseline?> TakeBaselineAsync(ServedModel served, CancellationToken cancellation)
    {
        PopulationSurvey survey = await SurveyAsync(null, SurveyRequest.LargestSample, cancellation);
        CustomerRecord[] customers = [.. survey.Sample.Select(one => one.Record).Where(IsScored)];
        if (survey.AsOf is not { } asOf || survey.BundleId != served.BundleId || customers.Length < PopulationStability.FewestCustomers)
        {
            return null;
        }

        BaselineContributions contributions =
            await ExplainAsync(served, [], customers, cancellation)
            ?? new ContributionMeans([]).ToContributions();
        PopulationBaseline baseline = BaselineCounting.Of(
            served.BundleId,
            served.Bundle?.Fingerprint ?? "",
            asOf,
            FeatureSet.Names,
            [.. customers.Select(customer => customer.Features)],
            [.. customers.Select(customer => customer.PredictedValue)],
            contributions);
        store.Write(baseline);
        return baseline;
    }

    private async ValueTask<BaselineContributions?> ExplainAsync(
        ServedModel served, IReadOnlyList<string> inputs, IEnumerable<CustomerRecord> customers, CancellationToken cancellation)
    {
        IEnumerable<CustomerRecord> explained = customers.Where(IsScored).Take(settings.ExplainedCustomers);
        return served.Bundle is { } bundle ? ContributionSampling.Of(bundle, explained)
            : await ContributionSampling.SampleAsync(service, served.BundleId, inputs.Count > 0 ? inputs : null, explained, cancellation);
    }

    private ValueTask<PopulationSurvey> SurveyAsync(PopulationBaseline? baseline, int drawn, CancellationToken cancellation) =>
        service.SurveyAsync(baseline is null ? new SurveyRequest { Sample = drawn } : DriftMeasurement.Request(baseline, drawn), cancellation);

    private static bool IsScored(CustomerRecord record) => record.Source == PredictionSource.Model;
}
