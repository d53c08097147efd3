using ClvActors.Domain.Features;

namespace ClvActors.Domain.Scoring;

/// <summary>A made-up customer, scored.</summary>
/// <param name="Features">The features that were scored, given and filled in.</param>
/// <param name="Source">What kind of customer they make: a cold start below two purchases.</param>
/// <param name="Prediction">What the model says.</param>
/// <param name="Explanation">Why.</param>
public sealed record WhatIf(FeatureVector Features, PredictionSource Source, Prediction Prediction, Explanation Explanation)
{
    private static readonly int Frequency = FeatureSet.IndexOf("frequency");

    /// <summary>Whether anything is missing that medians are to fill; they cost a pass over the population.</summary>
    /// <param name="known">One value per feature; NaN is missing.</param>
    public static bool NeedsMedians(ReadOnlySpan<double> known)
    {
        foreach (double value in known)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Completes what is missing and scores.</summary>
    /// <param name="model">The model.</param>
    /// <param name="medians">One per feature.</param>
    /// <param name="known">One value per feature; NaN is missing.</param>
    /// <exception cref="ArgumentException">The length is wrong or a value is infinite.</exception>
    public static WhatIf Score(IValueModel model, ReadOnlySpan<double> medians, ReadOnlySpan<double> known)
    {
        if (known.Length != FeatureSet.Count)
        {
            throw new ArgumentException($"A made-up customer has {FeatureSet.Count} features, not {known.Length}.", nameof(known));
        }

        for (int index = 0; index < known.Length; index++)
        {
            if (double.IsInfinity(known[index]))
            {
                throw new ArgumentException($"{FeatureSet.Names[index]} is infinite.", nameof(known));
            }
        }

        double[] features = FeatureCompletion.Complete(known, medians);
        PredictionSource source = CustomerScorer.SourceOf(features[Frequency]);
        Prediction prediction = model.Predict(source, features);
        return new WhatIf(
            new FeatureVector(features), source, prediction, prediction.IsExplainable ? Explanation.Of(source, features, model) : Explanation.None);
    }
}
