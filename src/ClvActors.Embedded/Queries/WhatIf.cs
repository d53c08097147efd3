using ClvActors.Domain.Features;
using ClvActors.Domain.Service;

namespace ClvActors.Embedded.Queries;

/// <summary>Scores made-up customers.</summary>
internal static class WhatIf
{
    /// <summary>Fills what is missing from the medians and scores.</summary>
    /// <param name="population">The version that places the value.</param>
    /// <param name="medians">One per feature.</param>
    /// <param name="known">One value per feature; NaN is missing.</param>
    /// <exception cref="ArgumentException">The length is wrong or a value is infinite.</exception>
    public static WhatIfAnswer Answer(PopulationSnapshot population, double[] medians, ReadOnlySpan<double> known)
    {
        if (known.Length != FeatureSet.Count)
        {
            throw new ArgumentException($"A made-up customer has {FeatureSet.Count} features, not {known.Length}.", nameof(known));
        }

        double[] features = new double[FeatureSet.Count];
        for (int index = 0; index < features.Length; index++)
        {
            if (double.IsInfinity(known[index]))
            {
                throw new ArgumentException($"{FeatureSet.Names[index]} is infinite.", nameof(known));
            }

            features[index] = double.IsNaN(known[index]) ? medians[index] : known[index];
        }

        double raw = population.Model.RawScore(features);
        double value = population.Model.ValueOf(raw);
        Explanation explanation = Explainer.Explain(features, population.Model);
        return new WhatIfAnswer
        {
            Features = new FeatureVector(features),
            PredictedValue = value,
            RawScore = raw,
            Segment = population.Thresholds.SegmentOf(value),
            PercentileRank = population.PercentileRankOf(value),
            Contributions = explanation.All,
            BaseScore = explanation.BaseScore,
            BundleId = population.Model.Id,
        };
    }
}
