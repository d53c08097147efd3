using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Boosting;

/// <summary>Trains gradient-boosted trees as LightGBM does: histograms, leaf-wise growth, its parameters and its random draws.</summary>
/// <remarks>
/// Same data, parameters, operating system and processor architecture give the same model, bit for bit. One call uses one thread; any number of calls may
/// run at once. The loop follows https://github.com/microsoft/LightGBM/blob/v4.6.0/src/boosting/gbdt.cpp.
/// </remarks>
public static class BoostingTrainer
{
    private const double NoBias = 1e-15f;

    /// <summary>Trains a model.</summary>
    /// <param name="data">The training data. NaN is a missing value: a split learns where it goes.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="objective">The loss; squared error when null.</param>
    /// <param name="progress">Told after each tree, before the next one is begun.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <returns>
    /// The model, its first tree holding the score that boosting began with. It has fewer trees than asked for when no split gains any more, and a single
    /// constant tree when no split is possible at all: too few rows, constant features or equal labels. Initial scores are not part of it.
    /// </returns>
    /// <exception cref="ArgumentException">A parameter is out of range, or a label is not one for the objective.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static TreeEnsemble Train(
        TrainingData data,
        BoostingParameters parameters,
        IObjective? objective = null,
        IProgress<BoostingProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(parameters);
        parameters.Validate();
        objective ??= SquaredErrorObjective.Instance;
        float[] labels = Array.ConvertAll(data.Labels, label => (float)label);
        float[] weights = data.Weights is null ? [] : Array.ConvertAll(data.Weights, weight => (float)weight);
        objective.CheckLabels(labels);
        BinnedData binned = BinnedData.Build(data, parameters, cancellation);
        double bias = Bias(data, parameters, objective, labels, weights, binned);
        double[] scores = data.InitialScores is null ? new double[data.Rows] : [.. data.InitialScores];
        AddToAll(scores, bias);

        RowSampler rowSampler = new(data.Rows, parameters);
        FeatureSampler featureSampler = new(binned.Used, parameters);
        TreeGrower grower = new(binned, data.Rows, parameters);
        float[] gradients = new float[data.Rows];
        float[] hessians = new float[data.Rows];
        List<DecisionTree> trees = new(parameters.Iterations);
        for (int iteration = 0; iteration < parameters.Iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            objective.Derive(scores, labels, weights, gradients, hessians);
            rowSampler.Next(iteration);
            GrowingTree tree = grower.Grow(gradients, hessians, rowSampler.InBag, featureSampler.Next());
            if (tree.Leaves == 1)
            {
                break;
            }

            if (objective.RenewsLeaves)
            {
                for (int leaf = 0; leaf < tree.Leaves; leaf++)
                {
                    tree.LeafValues[leaf] = objective.RenewLeaf(tree.LeafValues[leaf], grower.RowsOf(leaf), scores, labels, weights);
                }
            }

            tree.Shrink(parameters.LearningRate);
            AddScores(scores, tree, grower, rowSampler.OutOfBag);
            if (trees.Count == 0 && Math.Abs(bias) > NoBias)
            {
                tree.AddBias(bias);
            }

            trees.Add(tree.Finish());
            progress?.Report(new BoostingProgress(trees.Count, parameters.Iterations, tree.Leaves));
        }

        if (trees.Count == 0)
        {
            trees.Add(Constant(Fallback(data, objective, labels, weights), data.Rows));
        }

        return new TreeEnsemble
        {
            FeatureNames = data.FeatureNames,
            FeatureInfos = [.. binned.Features.Select(feature => feature.Info)],
            Objective = objective.Name,
            Trees = trees,
            Parameters = parameters.ToModelParameters(objective.Name.Split(' ')[0]),
        };
    }

    private static double Bias(
        TrainingData data,
        BoostingParameters parameters,
        IObjective objective,
        float[] labels,
        float[] weights,
        BinnedData binned)
    {
        bool fromAverage = parameters.BoostFromAverage || binned.Used.Length == 0;
        double bias = data.InitialScores is null && fromAverage ? objective.InitialScore(labels, weights) : 0;
        return Math.Abs(bias) > NoBias ? bias : 0;
    }

    /// <summary>A model without any split is the best constant, or nothing on top of given initial scores.</summary>
    private static double Fallback(TrainingData data, IObjective objective, float[] labels, float[] weights) =>
        data.InitialScores is null ? objective.InitialScore(labels, weights) : 0;

    private static void AddToAll(double[] scores, double value)
    {
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] += value;
        }
    }

    private static void AddScores(double[] scores, GrowingTree tree, TreeGrower grower, ReadOnlySpan<int> outOfBag)
    {
        for (int leaf = 0; leaf < tree.Leaves; leaf++)
        {
            double value = tree.LeafValues[leaf];
            foreach (int row in grower.RowsOf(leaf))
            {
                scores[row] += value;
            }
        }

        foreach (int row in outOfBag)
        {
            scores[row] += tree.LeafValues[tree.LeafOf(row)];
        }
    }

    private static DecisionTree Constant(double value, int rows) => new()
    {
        LeafCount = 1,
        SplitFeature = [],
        Threshold = [],
        DecisionType = [],
        LeftChild = [],
        RightChild = [],
        SplitGain = [],
        LeafValue = [value],
        LeafWeight = [0],
        LeafRows = [rows],
        InternalValue = [],
        InternalWeight = [],
        InternalRows = [],
        Shrinkage = 1,
    };
}
