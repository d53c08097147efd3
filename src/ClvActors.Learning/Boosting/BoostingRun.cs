using ClvActors.Learning.Boosting.Validation;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Boosting;

/// <summary>One training: the scores of the training rows and the trees that they come from.</summary>
/// <remarks>
/// The loop follows <c>GBDT::TrainOneIter</c> of https://github.com/microsoft/LightGBM/blob/v4.6.0/src/boosting/gbdt.cpp. Not safe for use by several threads.
/// </remarks>
internal sealed class BoostingRun
{
    private const double NoBias = 1e-15f;

    private readonly TrainingData _data;
    private readonly BoostingParameters _parameters;
    private readonly IObjective _objective;
    private readonly float[] _labels;
    private readonly float[] _weights;
    private readonly double[] _scores;
    private readonly float[] _gradients;
    private readonly float[] _hessians;
    private readonly RowSampler _rowSampler;
    private readonly FeatureSampler _featureSampler;
    private readonly TreeGrower _grower;
    private readonly List<DecisionTree> _trees;

    public BoostingRun(TrainingData data, BoostingParameters parameters, IObjective objective, CancellationToken cancellation)
    {
        _data = data;
        _parameters = parameters;
        _objective = objective;
        _labels = Array.ConvertAll(data.Labels, label => (float)label);
        _weights = data.Weights is null ? [] : Array.ConvertAll(data.Weights, weight => (float)weight);
        objective.CheckLabels(_labels);
        HasOnlyConstant = objective.HasOnlyConstant(_labels);
        Binned = BinnedData.Build(data, parameters, cancellation);
        bool fromAverage = parameters.BoostFromAverage || Binned.Used.Length == 0;
        double bias = data.InitialScores is null && fromAverage ? objective.InitialScore(_labels, _weights) : 0;
        Bias = Math.Abs(bias) > NoBias ? bias : 0;
        _scores = data.InitialScores is null ? new double[data.Rows] : [.. data.InitialScores];
        for (int row = 0; row < _scores.Length; row++)
        {
            _scores[row] += Bias;
        }

        _rowSampler = new RowSampler(data.Rows, parameters);
        _featureSampler = new FeatureSampler(Binned.Used, parameters);
        _grower = new TreeGrower(Binned, data.Rows, parameters);
        _gradients = new float[data.Rows];
        _hessians = new float[data.Rows];
        _trees = new List<DecisionTree>(parameters.Iterations);
    }

    /// <summary>The training features in bins.</summary>
    public BinnedData Binned { get; }

    /// <summary>The score that boosting begins with, beside initial scores of the rows.</summary>
    public double Bias { get; }

    /// <summary>The score that a model without any split stands for: the best constant, or nothing on top of given initial scores.</summary>
    public double Constant => _data.InitialScores is null ? _objective.InitialScore(_labels, _weights) : 0;

    /// <summary>Trees so far.</summary>
    public int Trees => _trees.Count;

    /// <summary>Whether the labels are such that no tree is worth growing.</summary>
    public bool HasOnlyConstant { get; }

    /// <summary>Grows a tree and adds it to the scores.</summary>
    /// <param name="validation">Scores that the tree is added to as well, or null.</param>
    /// <returns>The tree's leaves; 1 when no split gained and there is no further tree.</returns>
    public int Next(ValidationScores? validation)
    {
        _objective.Derive(_scores, _labels, _weights, _gradients, _hessians);
        _rowSampler.Next(_trees.Count);
        GrowingTree tree = _grower.Grow(_gradients, _hessians, _rowSampler.InBag, _featureSampler.Next());
        if (tree.Leaves == 1)
        {
            return 1;
        }

        if (_objective.RenewsLeaves)
        {
            for (int leaf = 0; leaf < tree.Leaves; leaf++)
            {
                tree.LeafValues[leaf] = _objective.RenewLeaf(tree.LeafValues[leaf], _grower.RowsOf(leaf), _scores, _labels, _weights);
            }
        }

        tree.Shrink(_parameters.LearningRate);
        AddToScores(tree);
        validation?.Add(tree);
        if (_trees.Count == 0 && Bias != 0)
        {
            tree.AddBias(Bias);
        }

        _trees.Add(tree.Finish());
        return tree.Leaves;
    }

    /// <summary>The model of the first trees, or of the constant when there are none.</summary>
    public TreeEnsemble Model(int trees) => new()
    {
        FeatureNames = _data.FeatureNames,
        FeatureInfos = [.. Binned.Features.Select(feature => feature.Info)],
        Objective = _objective.Name,
        Trees = trees > 0 ? _trees[..trees] : [ConstantTree(Constant, _data.Rows)],
        Parameters = [.. _parameters.ToModelParameters(_objective.Name.Split(' ')[0]), .. _objective.Parameters],
    };

    private static DecisionTree ConstantTree(double value, int rows) => new()
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

    private void AddToScores(GrowingTree tree)
    {
        for (int leaf = 0; leaf < tree.Leaves; leaf++)
        {
            double value = tree.LeafValues[leaf];
            foreach (int row in _grower.RowsOf(leaf))
            {
                _scores[row] += value;
            }
        }

        foreach (int row in _rowSampler.OutOfBag)
        {
            _scores[row] += tree.LeafValues[tree.LeafOf(Binned.Bins, row)];
        }
    }
}
