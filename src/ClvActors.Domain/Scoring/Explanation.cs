using ClvActors.Domain.Features;

namespace ClvActors.Domain.Scoring;

/// <summary>Why a record has its score.</summary>
/// <param name="BaseScore">The model's mean raw score; NaN without a model score.</param>
/// <param name="All">All contributions, largest magnitude first; empty without a model score.</param>
/// <param name="Largest">The first five of them.</param>
/// <remarks>Immutable; safe on any thread.</remarks>
public sealed record Explanation(double BaseScore, IReadOnlyList<FeatureContribution> All, IReadOnlyList<FeatureContribution> Largest)
{
    private const int FactorsShown = 5;

    /// <summary>Nothing to explain.</summary>
    public static Explanation None { get; } = new(double.NaN, [], []);

    /// <summary>Explains a record; one that the model did not score has nothing to explain.</summary>
    public static Explanation Of(CustomerRecord record, IValueModel model) =>
        record.Source == PredictionSource.Model ? Of(record.Features.Values, model) : None;

    /// <summary>Explains any feature vector.</summary>
    public static Explanation Of(ReadOnlySpan<double> features, IValueModel model)
    {
        Span<double> contributions = stackalloc double[FeatureSet.Count + 1];
        model.Explain(features, contributions);
        return Of(features, contributions);
    }

    /// <summary>Names and orders contributions that a model has given.</summary>
    /// <param name="features">The features that were explained.</param>
    /// <param name="contributions">One value per feature and then the base.</param>
    public static Explanation Of(ReadOnlySpan<double> features, ReadOnlySpan<double> contributions)
    {
        FeatureContribution[] all = new FeatureContribution[FeatureSet.Count];
        for (int index = 0; index < all.Length; index++)
        {
            all[index] = new FeatureContribution(FeatureSet.Names[index], features[index], contributions[index]);
        }

        all = [.. all.OrderByDescending(factor => Math.Abs(factor.Contribution))];
        return new Explanation(contributions[^1], all, all[..FactorsShown]);
    }
}
