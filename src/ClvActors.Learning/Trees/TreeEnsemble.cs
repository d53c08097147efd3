namespace ClvActors.Learning.Trees;

/// <summary>A boosted ensemble of decision trees, as read from or written to LightGBM's text format.</summary>
/// <remarks>The raw score of a row is the sum of one leaf value per tree. Immutable; any number of threads may read.</remarks>
public sealed class TreeEnsemble
{
    /// <summary>Names of the columns, in the order in which rows are passed.</summary>
    public required IReadOnlyList<string> FeatureNames { get; init; }

    /// <summary>LightGBM's <c>feature_infos</c>: <c>[min:max]</c>, <c>1:2:3</c> for categories, <c>none</c> for an unused column.</summary>
    public required IReadOnlyList<string> FeatureInfos { get; init; }

    /// <summary>The objective as LightGBM writes it, such as <c>regression</c>.</summary>
    public required string Objective { get; init; }

    /// <summary>The trees in boosting order.</summary>
    public required IReadOnlyList<DecisionTree> Trees { get; init; }

    /// <summary>Training parameters, as name and value in the order in which the file lists them; empty when unknown.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Parameters { get; init; } = [];
}
