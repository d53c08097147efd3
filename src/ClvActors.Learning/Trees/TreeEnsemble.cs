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

    /// <summary>Column of the label in the training file, 0 or more; LightGBM writes it down and does not use it.</summary>
    public int LabelIndex { get; init; }

    /// <summary>LightGBM's <c>monotone_constraints</c>: -1, 0 or 1 per feature; empty when the training had none.</summary>
    public IReadOnlyList<int> MonotoneConstraints { get; init; } = [];

    /// <summary>The JSON that Python's <c>lightgbm</c> appends behind <c>pandas_categorical:</c>, kept as it is; null when the file has none.</summary>
    public string? PandasCategorical { get; init; }

    /// <summary>Refuses an ensemble that cannot be walked.</summary>
    /// <exception cref="ModelFormatException">A tree is not sound; the message names the tree and the key.</exception>
    internal void Validate()
    {
        for (int index = 0; index < Trees.Count; index++)
        {
            if (TreeStructure.FindFault(Trees[index], FeatureNames.Count) is var (key, problem))
            {
                throw new ModelFormatException($"tree {index}, {key}: {problem}");
            }
        }
    }
}
