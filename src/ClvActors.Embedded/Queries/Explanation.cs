using ClvActors.Domain.Scoring;

namespace ClvActors.Embedded.Queries;

/// <summary>Why a record has its score.</summary>
/// <param name="BaseScore">The model's mean raw score; NaN without a model score.</param>
/// <param name="All">All contributions, largest magnitude first; empty without a model score.</param>
/// <param name="Largest">The first five of them.</param>
internal sealed record Explanation(double BaseScore, IReadOnlyList<FeatureContribution> All, IReadOnlyList<FeatureContribution> Largest)
{
    /// <summary>Nothing to explain.</summary>
    public static Explanation None { get; } = new(double.NaN, [], []);
}
