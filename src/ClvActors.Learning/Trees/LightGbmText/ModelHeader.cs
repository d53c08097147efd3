namespace ClvActors.Learning.Trees.LightGbmText;

/// <summary>The lines of a model up to its first tree.</summary>
internal sealed record ModelHeader(
    string Version, string Objective, int LabelIndex, string[] FeatureNames, string[] FeatureInfos, int[] MonotoneConstraints, int? TreeCount)
{
    /// <summary>Reads the header and leaves the cursor on the first line behind it.</summary>
    internal static ModelHeader Read(ModelLines lines)
    {
        ReadKind(lines);
        KeyedLines keys = new("header");
        lines.Require("the header");
        while (!lines.Current.StartsWith(TreeBlock.Start, StringComparison.Ordinal) && lines.Current != "end of trees")
        {
            if (lines.Current.Length > 0)
            {
                keys.Add(lines.Current);
            }

            lines.Require("the header");
        }

        return Interpret(keys);
    }

    private static void ReadKind(ModelLines lines)
    {
        do
        {
            lines.Require("the header");
        }
        while (lines.Current.Length == 0);
        if (lines.Current != "tree")
        {
            throw lines.Refuse("not a LightGBM text model: the first line must be 'tree'");
        }
    }

    private static ModelHeader Interpret(KeyedLines keys)
    {
        string version = keys.Text("version");
        if (version is not ("v2" or "v3" or "v4"))
        {
            throw keys.Refuse("version", $"'{version}' is not supported, only v2, v3 and v4 are");
        }

        RefuseUnsupported(keys);
        string[] names = keys.Words("feature_names");
        string[] infos = keys.Words("feature_infos");
        int last = keys.Integer("max_feature_idx");
        if (names.Length != last + 1L)
        {
            throw keys.Refuse("feature_names", $"{names.Length} names, but max_feature_idx is {last}");
        }

        if (infos.Length != names.Length)
        {
            throw keys.Refuse("feature_infos", $"{infos.Length} entries for {names.Length} features");
        }

        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw keys.Refuse("feature_names", $"'{repeated.Key}' stands there twice");
        }

        return new ModelHeader(
            version, keys.Text("objective", ""), keys.Integer("label_index", 0), names, infos,
            keys.Has("monotone_constraints") ? keys.Integers("monotone_constraints", names.Length) : [],
            keys.Has("tree_sizes") ? keys.Words("tree_sizes").Length : null);
    }

    private static void RefuseUnsupported(KeyedLines keys)
    {
        if (keys.Integer("num_class") is var classes and not 1)
        {
            throw keys.Refuse("num_class", $"models of {classes} classes are not supported, only of one");
        }

        if (keys.Integer("num_tree_per_iteration", 1) is var trees and not 1)
        {
            throw keys.Refuse("num_tree_per_iteration", $"{trees} trees per iteration are not supported, only one");
        }

        if (keys.Has("average_output"))
        {
            throw keys.Refuse("average_output", "averaged trees (random forests) are not supported");
        }
    }
}
