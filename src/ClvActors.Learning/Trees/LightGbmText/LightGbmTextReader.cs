namespace ClvActors.Learning.Trees.LightGbmText;

/// <summary>Reads tree models in LightGBM's text format, versions v2 to v4.</summary>
/// <remarks>
/// <para>Read are boosted ensembles of one tree per iteration (regression, binary, ranking) with numeric and categorical splits, the
/// missing types none, zero and NaN, and default directions. Refused by name are linear trees, several classes or trees per iteration,
/// random forests (averaged output) and unknown versions, and any text that is not sound: truncated, arrays whose lengths disagree,
/// children that do not form a tree, numbers that are not finite. Only a threshold may be <c>inf</c> (every present value goes left); it
/// becomes the largest finite number, so that an infinite value of the feature goes right here and left in LightGBM.</para>
/// <para>Keys that LightGBM itself ignores are ignored too, as is a <c>parser:</c> section. Weights and gains that the older versions do
/// not have are 0. Safe from any number of threads.</para>
/// <para>Source: LightGBM 4.6, <c>src/boosting/gbdt_model_text.cpp</c> and <c>src/io/tree.cpp</c>.</para>
/// </remarks>
public static class LightGbmTextReader
{
    /// <summary>Reads a model file (UTF-8).</summary>
    /// <exception cref="ModelFormatException">The model is broken or not supported; the message begins with the path.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static TreeEnsemble ReadFile(string path)
    {
        using StreamReader reader = new(path);
        try
        {
            return Read(reader);
        }
        catch (ModelFormatException exception)
        {
            throw new ModelFormatException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Reads a model from its text.</summary>
    /// <exception cref="ModelFormatException">The model is broken or not supported.</exception>
    public static TreeEnsemble Parse(string text)
    {
        using StringReader reader = new(text);
        return Read(reader);
    }

    /// <summary>Reads a model to the end of the text; the reader stays open.</summary>
    /// <exception cref="ModelFormatException">The model is broken or not supported.</exception>
    public static TreeEnsemble Read(TextReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ModelLines lines = new(reader);
        ModelHeader header = ModelHeader.Read(lines);
        List<DecisionTree> trees = ReadTrees(lines, header);
        ModelTrailer trailer = ModelTrailer.Read(lines);
        return new TreeEnsemble
        {
            FeatureNames = header.FeatureNames,
            FeatureInfos = header.FeatureInfos,
            Objective = header.Objective,
            LabelIndex = header.LabelIndex,
            MonotoneConstraints = header.MonotoneConstraints,
            Trees = trees,
            Parameters = trailer.Parameters,
            PandasCategorical = trailer.PandasCategorical,
        };
    }

    // The cursor stands on the first line behind the header, and stays behind the trees' end mark.
    private static List<DecisionTree> ReadTrees(ModelLines lines, ModelHeader header)
    {
        List<DecisionTree> trees = [];
        while (!IsEnd(lines.Current, header))
        {
            if (lines.Current is { Length: > 0 } line)
            {
                if (line != $"{TreeBlock.Start}{trees.Count}")
                {
                    throw lines.Refuse($"expected '{TreeBlock.Start}{trees.Count}' or 'end of trees', found '{line[..Math.Min(line.Length, 40)]}'");
                }

                trees.Add(TreeBlock.Read(lines, trees.Count, header.FeatureNames.Length));
            }

            lines.Require($"the list of trees, after {trees.Count} trees");
        }

        if (header.TreeCount is { } expected && expected != trees.Count)
        {
            throw new ModelFormatException($"LightGBM model: tree_sizes announces {expected} trees, the text holds {trees.Count}");
        }

        return trees;
    }

    // The first files of version v2 have no end mark: their importances follow the trees directly.
    private static bool IsEnd(string? line, ModelHeader header) =>
        line == "end of trees" || (header.Version == "v2" && line is "feature importances:" or "feature_importances:");
}
