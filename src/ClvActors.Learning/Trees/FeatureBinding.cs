namespace ClvActors.Learning.Trees;

/// <summary>Binds the features of a model to a known list by name.</summary>
public static class FeatureBinding
{
    /// <summary>The same model over rows in the known order.</summary>
    /// <param name="ensemble">The model, with its own order of features.</param>
    /// <param name="knownNames">All features that rows hold, in their order, each once.</param>
    /// <returns>
    /// <paramref name="ensemble"/> itself when names and order are equal already. Otherwise a model whose rows, contributions and
    /// interaction values are in the order of <paramref name="knownNames"/>; features the model does not have are never tested.
    /// </returns>
    /// <exception cref="ModelFormatException">The model has features that are not known, or one twice; the message names them all.</exception>
    public static TreeEnsemble Bind(TreeEnsemble ensemble, IReadOnlyList<string> knownNames)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        ArgumentNullException.ThrowIfNull(knownNames);
        if (ensemble.FeatureNames.SequenceEqual(knownNames, StringComparer.Ordinal))
        {
            return ensemble;
        }

        int[] positions = FindPositions(ensemble.FeatureNames, knownNames);
        ensemble.Validate();
        return new TreeEnsemble
        {
            FeatureNames = [.. knownNames],
            FeatureInfos = Rearrange(ensemble.FeatureInfos, "none"),
            MonotoneConstraints = ensemble.MonotoneConstraints.Count == 0 ? [] : Rearrange(ensemble.MonotoneConstraints, 0),
            Objective = ensemble.Objective,
            Trees = [.. ensemble.Trees.Select(tree => tree.WithSplitFeature([.. tree.SplitFeature.Select(feature => positions[feature])]))],
            Parameters = ensemble.Parameters,
            LabelIndex = ensemble.LabelIndex,
            PandasCategorical = ensemble.PandasCategorical,
        };

        T[] Rearrange<T>(IReadOnlyList<T> values, T absent)
        {
            T[] arranged = [.. Enumerable.Repeat(absent, knownNames.Count)];
            for (int index = 0; index < values.Count; index++)
            {
                arranged[positions[index]] = values[index];
            }

            return arranged;
        }
    }

    private static int[] FindPositions(IReadOnlyList<string> modelNames, IReadOnlyList<string> knownNames)
    {
        var known = new Dictionary<string, int>(knownNames.Count, StringComparer.Ordinal);
        for (int index = 0; index < knownNames.Count; index++)
        {
            known.Add(knownNames[index], index);
        }

        string[] unknown = [.. modelNames.Where(name => !known.ContainsKey(name))];
        if (unknown.Length > 0)
        {
            throw new ModelFormatException($"the model has unknown features: {string.Join(", ", unknown)}");
        }

        string[] repeated = [.. modelNames.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)];
        if (repeated.Length > 0)
        {
            throw new ModelFormatException($"the model has features twice: {string.Join(", ", repeated)}");
        }

        return [.. modelNames.Select(name => known[name])];
    }
}
