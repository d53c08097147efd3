using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Rivals.Forests;

/// <summary>Averages trees that differ by chance: a random forest, or extremely randomised trees.</summary>
/// <remarks>
/// <para>Begin with <see cref="RandomForest"/> or <see cref="ExtraTrees"/> and change settings with <c>with</c>. Trees split where the sum of squared errors falls most; on labels
/// 0 and 1 that is the Gini criterion, so the same forest gives class fractions. Sources: Breiman 2001, "Random Forests"; Geurts, Ernst and Wehenkel 2006, "Extremely
/// Randomized Trees". As in scikit-learn, features that are constant in a node do not count as tried, and leaf sizes count different rows.</para>
/// <para>Every tree draws from a generator of its own, so the number of threads cannot change the model.</para>
/// </remarks>
public sealed record ForestTrainer : IRegressionTrainer
{
    private ForestTrainer()
    {
    }

    /// <summary>Bootstrapped rows and the best threshold of each tried feature; 300 trees, a third of the features per split, 5 rows per leaf.</summary>
    public static ForestTrainer RandomForest { get; } = new() { Bootstrap = true };

    /// <summary>All rows and one random threshold of each tried feature; 300 trees, a third of the features per split, 5 rows per leaf.</summary>
    public static ForestTrainer ExtraTrees { get; } = new() { RandomThresholds = true };

    /// <summary>Number of trees, at least 1.</summary>
    public int Trees { get; init; } = 300;

    /// <summary>Share of the features that a split tries, above 0 up to 1; at least one is tried.</summary>
    public double FeatureShare { get; init; } = 1 / 3.0;

    /// <summary>Fewest rows of a leaf, at least 1.</summary>
    public int MinimumRowsInLeaf { get; init; } = 5;

    /// <summary>Most splits between root and leaf; 0 means no limit.</summary>
    public int MaximumDepth { get; init; }

    /// <summary>Whether each tree draws as many rows as there are, with replacement, instead of seeing all once.</summary>
    public bool Bootstrap { get; init; }

    /// <summary>Whether a tried feature offers one threshold drawn evenly from its range in the node instead of the best one.</summary>
    public bool RandomThresholds { get; init; }

    /// <summary>Most threads that grow trees, at least 1; the number of processors by default. Not a setting of the model.</summary>
    public int MaximumThreads { get; init; } = Environment.ProcessorCount;

    /// <inheritdoc/>
    public string Name => RandomThresholds ? "extra trees" : "random forest";

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        TrainingInput.Require(Trees >= 1, nameof(Trees), Trees, "at least 1");
        TrainingInput.Require(FeatureShare is > 0 and <= 1, nameof(FeatureShare), FeatureShare, "above 0 and at most 1");
        TrainingInput.Require(MinimumRowsInLeaf >= 1, nameof(MinimumRowsInLeaf), MinimumRowsInLeaf, "at least 1");
        TrainingInput.Require(MaximumDepth >= 0, nameof(MaximumDepth), MaximumDepth, "0 or more");
        TrainingInput.Require(MaximumThreads >= 1, nameof(MaximumThreads), MaximumThreads, "at least 1");
        TrainingInput.CheckLabels(features, labels);
        double[] targets = labels.ToArray();
        SortedColumns columns = SortedColumns.Of(features, cancellation);
        uint[] seeds = new uint[Trees];
        MersenneTwister random = new(unchecked((uint)seed));
        for (int tree = 0; tree < Trees; tree++)
        {
            seeds[tree] = random.Next();
        }

        ForestNode[][] trees = new ForestNode[Trees][];
        ParallelOptions options = new() { CancellationToken = cancellation, MaxDegreeOfParallelism = MaximumThreads };
        Parallel.For(
            0,
            Trees,
            options,
            () => new ForestTreeGrower(columns, targets, this),
            (tree, _, grower) =>
            {
                trees[tree] = grower.Grow(seeds[tree]);
                return grower;
            },
            _ => { });
        return new Forest(features.Columns, trees);
    }
}
