using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Host.Api;

namespace ClvActors.Host.Dashboard.WhatIf;

/// <summary>The customer that is being made up on one page.</summary>
/// <remarks>Used by one circuit at a time; not safe on several threads.</remarks>
internal sealed class WhatIfDraft
{
    /// <summary>The fields that always have a slider, those of the first what-if tool (recency, frequency, spend, mean spend, velocity, cancellations).</summary>
    public static IReadOnlyList<int> MainFields { get; } =
        [.. ((string[])["recency_days", "frequency", "monetary_total", "monetary_avg", "purchase_velocity", "cancellation_rate"]).Select(FeatureSet.IndexOf)];

    /// <summary>The other fields, in the order of a vector.</summary>
    public static IReadOnlyList<int> OtherFields { get; } = [.. Enumerable.Range(0, FeatureSet.Count).Except(MainFields)];

    private readonly double[] _given = new double[FeatureSet.Count];

    /// <summary>Starts with nothing given.</summary>
    public WhatIfDraft() => Array.Fill(_given, double.NaN);

    /// <summary>What is given, one value per feature; NaN for what follows from the rest.</summary>
    public ReadOnlySpan<double> Given => _given;

    /// <summary>How many fields beyond the main ones are given.</summary>
    public int OthersGiven => OtherFields.Count(IsGiven);

    /// <summary>Whether a field is given; otherwise it follows.</summary>
    public bool IsGiven(int field) => !double.IsNaN(_given[field]);

    /// <summary>Gives a field a value; what is out of its range goes to the nearest end, and whole fields are rounded.</summary>
    public void Set(int field, double value)
    {
        if (double.IsNaN(value))
        {
            return;
        }

        PredictField rule = PredictField.All[field];
        double within = Math.Clamp(value, rule.Least, rule.Most);
        _given[field] = rule.IsWhole ? Math.Round(within) : within;
    }

    /// <summary>Lets a field follow from the rest again; a required one stays.</summary>
    public void Release(int field)
    {
        if (!PredictField.All[field].IsRequired)
        {
            _given[field] = double.NaN;
        }
    }

    /// <summary>Lets all fields but the main ones follow.</summary>
    public void ReleaseOthers()
    {
        foreach (int field in OtherFields)
        {
            _given[field] = double.NaN;
        }
    }

    /// <summary>Starts from the population's medians: the required fields are given, everything else follows.</summary>
    /// <param name="service">Who knows the medians.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task StartFromMediansAsync(ICustomerValueService service, CancellationToken cancellation)
    {
        double[] nothing = new double[FeatureSet.Count];
        Array.Fill(nothing, double.NaN);
        WhatIfAnswer medians = await service.PredictAsync(nothing, cancellation);
        Array.Fill(_given, double.NaN);
        foreach (PredictField required in PredictField.All.Where(field => field.IsRequired))
        {
            int field = FeatureSet.IndexOf(required.Name);
            Set(field, medians.Features[field]);
        }
    }

    /// <summary>Starts from a customer: every feature is given as the customer has it.</summary>
    public void StartFrom(FeatureVector features)
    {
        for (int field = 0; field < FeatureSet.Count; field++)
        {
            _given[field] = features[field];
        }
    }

    /// <summary>Starts from what was given by name; names that are no features are passed over.</summary>
    public void StartFrom(IReadOnlyDictionary<string, double> given)
    {
        Array.Fill(_given, double.NaN);
        foreach ((string name, double value) in given)
        {
            if (FeatureSet.IndexOf(name) is >= 0 and int field)
            {
                Set(field, value);
            }
        }
    }

    /// <summary>What is asked of the service: what is given, completed as <c>POST /api/predict</c> does it.</summary>
    public double[] ToRequest()
    {
        double[] known = [.. _given];
        PredictRequestReader.FillIn(known);
        return known;
    }
}
