namespace ClvActors.Learning.Boosting.Validation;

/// <summary>The scores of the validation rows, kept up to date tree by tree on the training data's bins.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
internal sealed class ValidationScores
{
    private readonly IObjective _objective;
    private readonly IValidationMetric _metric;
    private readonly byte[][] _bins;
    private readonly float[] _labels;
    private readonly float[] _weights;
    private readonly double[] _scores;
    private readonly double[] _predictions;

    public ValidationScores(ValidationSet set, TrainingData trainingData, BinnedData binned, IObjective objective, double bias)
    {
        TrainingData data = set.Data;
        Require(
            data.FeatureNames.SequenceEqual(trainingData.FeatureNames),
            "the validation set has other features than the training data, or in another order");
        Require(
            data.InitialScores is null == trainingData.InitialScores is null,
            "initial scores are needed for both training data and validation set, or for neither");
        Require((set.Metric ?? objective.Metric) is not null, $"the objective '{objective.Name}' has no metric of its own, so that one must be named");
        _objective = objective;
        _metric = (set.Metric ?? objective.Metric)!;
        _labels = Array.ConvertAll(data.Labels, label => (float)label);
        _weights = data.Weights is null ? [] : Array.ConvertAll(data.Weights, weight => (float)weight);
        objective.CheckLabels(_labels);
        _bins = binned.BinsOf(data);
        _scores = data.InitialScores is null ? new double[data.Rows] : [.. data.InitialScores];
        _predictions = new double[data.Rows];
        Add(bias);
    }

    /// <summary>The metric.</summary>
    public IValidationMetric Metric => _metric;

    /// <summary>Adds a constant.</summary>
    public void Add(double value)
    {
        for (int row = 0; row < _scores.Length; row++)
        {
            _scores[row] += value;
        }
    }

    /// <summary>Adds a tree, the learning rate in its leaves.</summary>
    public void Add(GrowingTree tree)
    {
        for (int row = 0; row < _scores.Length; row++)
        {
            _scores[row] += tree.LeafValues[tree.LeafOf(_bins, row)];
        }
    }

    /// <summary>The metric of the scores as they are.</summary>
    public double Measure()
    {
        for (int row = 0; row < _scores.Length; row++)
        {
            _predictions[row] = _objective.ToPrediction(_scores[row]);
        }

        return _metric.Evaluate(_predictions, _labels, _weights);
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new ArgumentException(message);
        }
    }
}
