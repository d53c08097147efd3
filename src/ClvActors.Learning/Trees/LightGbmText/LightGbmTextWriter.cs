using System.Text;

namespace ClvActors.Learning.Trees.LightGbmText;

/// <summary>Writes tree models in LightGBM's text format v4, so that LightGBM loads them and gives the same raw scores.</summary>
/// <remarks>
/// <para>A model that LightGBM wrote and <see cref="LightGbmTextReader"/> read comes out byte for byte. Thresholds, leaf values and leaf
/// weights have 17 digits; other reals have LightGBM's six where these are exact and as many as needed elsewhere, so reading gives back
/// the same bits always. The importances are LightGBM's default: the number of splits with positive gain.</para>
/// <para>A model without <see cref="TreeEnsemble.FeatureInfos"/> gets <c>none</c> for each feature. Safe from any number of threads.</para>
/// <para>Source: LightGBM 4.6, <c>src/boosting/gbdt_model_text.cpp</c> and <c>src/io/tree.cpp</c>.</para>
/// </remarks>
public static class LightGbmTextWriter
{
    /// <summary>Writes a model file (UTF-8 without a byte order mark), replacing what is there.</summary>
    /// <exception cref="ModelFormatException">The model cannot be written: a tree is not sound, or a text would break the format.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void WriteFile(string path, TreeEnsemble ensemble)
    {
        string text = WriteText(ensemble);
        File.WriteAllText(path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    /// <summary>Writes a model; the writer stays open. Lines end in a line feed alone on every system.</summary>
    /// <exception cref="ModelFormatException">The model cannot be written: a tree is not sound, or a text would break the format.</exception>
    public static void Write(TextWriter writer, TreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(WriteText(ensemble));
    }

    /// <summary>The text of a model.</summary>
    /// <exception cref="ModelFormatException">The model cannot be written: a tree is not sound, or a text would break the format.</exception>
    public static string WriteText(TreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        Check(ensemble);
        StringBuilder trees = new();
        List<int> sizes = [];
        foreach (DecisionTree tree in ensemble.Trees)
        {
            // A tree block is ASCII, so characters are bytes. LightGBM seeks by these sizes: they must be exact.
            int start = trees.Length;
            AppendTree(trees, tree, sizes.Count);
            sizes.Add(trees.Length - start);
        }

        StringBuilder text = new();
        AppendHeader(text, ensemble, sizes);
        text.Append(trees).Append("end of trees\n");
        AppendImportances(text, ensemble);
        AppendTrailer(text, ensemble);
        return text.ToString();
    }

    private static void Check(TreeEnsemble ensemble)
    {
        ensemble.Validate();
        int features = ensemble.FeatureNames.Count;
        if (ensemble.FeatureInfos.Count != 0 && ensemble.FeatureInfos.Count != features)
        {
            throw new ModelFormatException($"feature_infos: {ensemble.FeatureInfos.Count} entries for {features} features");
        }

        if (ensemble.MonotoneConstraints.Count != 0 && ensemble.MonotoneConstraints.Count != features)
        {
            throw new ModelFormatException($"monotone_constraints: {ensemble.MonotoneConstraints.Count} entries for {features} features");
        }

        if (ensemble.FeatureNames.Distinct(StringComparer.Ordinal).Count() != features)
        {
            throw new ModelFormatException("feature_names: a name stands there twice");
        }

        foreach (string word in ensemble.FeatureNames.Concat(ensemble.FeatureInfos))
        {
            if (word.Length == 0 || word.Any(char.IsWhiteSpace))
            {
                throw new ModelFormatException($"feature_names, feature_infos: '{word}' is empty or has a blank in it");
            }
        }

        IEnumerable<string> lines = ensemble.Parameters.SelectMany(parameter => new[] { parameter.Key, parameter.Value });
        foreach (string line in lines.Append(ensemble.Objective).Append(ensemble.PandasCategorical ?? ""))
        {
            if (line.AsSpan().ContainsAny('\r', '\n'))
            {
                throw new ModelFormatException($"'{line}' has a line break in it");
            }
        }
    }

    private static void AppendHeader(StringBuilder text, TreeEnsemble ensemble, List<int> treeSizes)
    {
        text.Append("tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\n");
        AppendLine(text, "label_index", ensemble.LabelIndex.ToString());
        AppendLine(text, "max_feature_idx", (ensemble.FeatureNames.Count - 1).ToString());
        if (ensemble.Objective.Length > 0)
        {
            AppendLine(text, "objective", ensemble.Objective);
        }

        AppendLine(text, "feature_names", string.Join(' ', ensemble.FeatureNames));
        if (ensemble.MonotoneConstraints.Count > 0)
        {
            AppendLine(text, "monotone_constraints", string.Join(' ', ensemble.MonotoneConstraints));
        }

        AppendLine(text, "feature_infos", string.Join(' ', ensemble.FeatureInfos.Count > 0 ? ensemble.FeatureInfos : ensemble.FeatureNames.Select(_ => "none")));
        AppendLine(text, "tree_sizes", string.Join(' ', treeSizes));
        text.Append('\n');
    }

    private static void AppendTree(StringBuilder text, DecisionTree tree, int index)
    {
        text.Append(TreeBlock.Start).Append(index).Append('\n');
        AppendLine(text, "num_leaves", tree.LeafCount.ToString());
        AppendLine(text, "num_cat", Math.Max(0, tree.CategoryBoundaries.Length - 1).ToString());
        AppendLine(text, "split_feature", string.Join(' ', tree.SplitFeature));
        AppendLine(text, "split_gain", Join(tree.SplitGain, LightGbmNumber.Short));
        AppendLine(text, "threshold", Join(tree.Threshold, LightGbmNumber.Precise));
        AppendLine(text, "decision_type", string.Join(' ', tree.DecisionType));
        AppendLine(text, "left_child", string.Join(' ', tree.LeftChild));
        AppendLine(text, "right_child", string.Join(' ', tree.RightChild));
        AppendLine(text, "leaf_value", Join(tree.LeafValue, LightGbmNumber.Precise));
        AppendLine(text, "leaf_weight", Join(tree.LeafWeight, LightGbmNumber.Precise));
        AppendLine(text, "leaf_count", string.Join(' ', tree.LeafRows));
        AppendLine(text, "internal_value", Join(tree.InternalValue, LightGbmNumber.Short));
        AppendLine(text, "internal_weight", Join(tree.InternalWeight, LightGbmNumber.Short));
        AppendLine(text, "internal_count", string.Join(' ', tree.InternalRows));
        if (tree.CategoryBoundaries.Length > 1)
        {
            AppendLine(text, "cat_boundaries", string.Join(' ', tree.CategoryBoundaries));
            AppendLine(text, "cat_threshold", string.Join(' ', tree.CategoryBits));
        }

        AppendLine(text, "is_linear", "0");
        AppendLine(text, "shrinkage", LightGbmNumber.Short(tree.Shrinkage));
        text.Append("\n\n");
    }

    private static void AppendImportances(StringBuilder text, TreeEnsemble ensemble)
    {
        int[] splits = new int[ensemble.FeatureNames.Count];
        foreach (DecisionTree tree in ensemble.Trees)
        {
            for (int node = 0; node < tree.SplitFeature.Length; node++)
            {
                splits[tree.SplitFeature[node]] += tree.SplitGain[node] > 0 ? 1 : 0;
            }
        }

        text.Append("\nfeature_importances:\n");
        foreach (int feature in Enumerable.Range(0, splits.Length).Where(feature => splits[feature] > 0).OrderByDescending(feature => splits[feature]))
        {
            AppendLine(text, ensemble.FeatureNames[feature], splits[feature].ToString());
        }
    }

    private static void AppendTrailer(StringBuilder text, TreeEnsemble ensemble)
    {
        if (ensemble.Parameters.Count > 0)
        {
            text.Append("\nparameters:\n");
            foreach ((string name, string value) in ensemble.Parameters)
            {
                text.Append('[').Append(name).Append(": ").Append(value).Append("]\n");
            }

            text.Append("\nend of parameters\n");
        }

        if (ensemble.PandasCategorical is { } categories)
        {
            text.Append('\n').Append(ModelTrailer.PandasKey).Append(categories).Append('\n');
        }
    }

    private static void AppendLine(StringBuilder text, string key, string value) => text.Append(key).Append('=').Append(value).Append('\n');

    private static string Join(double[] values, Func<double, string> format) => string.Join(' ', values.Select(format));
}
