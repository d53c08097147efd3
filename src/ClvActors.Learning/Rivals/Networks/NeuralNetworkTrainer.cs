using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Rivals.Networks;

/// <summary>A small neural network: one or two hidden layers of max(0, x), trained by Adam until rows it does not train on get no better.</summary>
/// <remarks>
/// <para>Features are standardised, skewed ones after a logarithm unless turned off; labels are standardised too, except for probabilities. Weights begin evenly spread as
/// in He, Zhang, Ren and Sun 2015, "Delving Deep into Rectifiers"; early stopping keeps the parameters of the best epoch (Prechelt 1998, "Early Stopping - But When?").</para>
/// <para>The validation rows are a split stratified by label quintile. One fit uses one thread.</para>
/// </remarks>
public sealed record NeuralNetworkTrainer : IRegressionTrainer
{
    /// <summary>Most units of a hidden layer, so that a prediction fits on the stack.</summary>
    public const int MaximumUnits = 512;

    /// <summary>Fewer rows than this are all trained on, for all epochs.</summary>
    private const int LeastRowsToValidate = 20;

    /// <summary>Units of the first hidden layer, 1 to 512; 32 by default.</summary>
    public int FirstUnits { get; init; } = 32;

    /// <summary>Units of the second hidden layer, 0 for none to 512; 16 by default.</summary>
    public int SecondUnits { get; init; } = 16;

    /// <summary>What is minimised; squared error by default. Log-loss needs labels 0 and 1.</summary>
    public NetworkLoss Loss { get; init; } = NetworkLoss.SquaredError;

    /// <summary>Step size, above 0 and finite; 0.002 by default.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Share of a weight that one step takes away, in units of the step size, 0 or more and finite; 0.01 by default.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Rows per step, at least 1; 64 by default.</summary>
    public int BatchRows { get; init; } = 64;

    /// <summary>Most passes over the rows, at least 1; 300 by default.</summary>
    public int MaximumEpochs { get; init; } = 300;

    /// <summary>Epochs without a better validation loss after which training ends, at least 1; 25 by default.</summary>
    public int Patience { get; init; } = 25;

    /// <summary>Share of the rows that are kept apart to tell when to stop, 0 (train all rows for all epochs) to below 1; 0.15 by default.</summary>
    public double ValidationShare { get; init; } = 0.15;

    /// <summary>Whether features of a skewness above 1 are taken as sign(x) log(1 + |x|); true by default.</summary>
    public bool LogSkewedFeatures { get; init; } = true;

    /// <inheritdoc/>
    public string Name => "neural network";

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        CheckSettings();
        TrainingInput.CheckLabels(features, labels);
        if (Loss == NetworkLoss.LogLoss)
        {
            TrainingInput.CheckOutcomes(features, labels);
        }

        (double mean, double deviation) = Loss == NetworkLoss.LogLoss ? (0, 1) : MeanAndDeviation(labels);
        double[] targets = new double[labels.Length];
        for (int row = 0; row < targets.Length; row++)
        {
            targets[row] = deviation == 0 ? 0 : (labels[row] - mean) / deviation;
        }

        FeatureScaling scaling = FeatureScaling.Fit(features, LogSkewedFeatures);
        NetworkShape shape = new(SecondUnits == 0 ? [features.Columns, FirstUnits, 1] : [features.Columns, FirstUnits, SecondUnits, 1]);
        NetworkRun run = new(this, shape, ScaleRows(scaling, features), targets, seed);
        (int[] train, int[] validation) = Divide(labels, seed);
        return new NeuralNetwork(scaling, shape, run.Train(train, validation, cancellation), Loss, mean, deviation);
    }

    private static double[] ScaleRows(FeatureScaling scaling, FeatureMatrix features)
    {
        double[] rows = new double[features.Rows * features.Columns];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = scaling.Scale(i % features.Columns, features.Values[i]);
        }

        return rows;
    }

    private static (double Mean, double Deviation) MeanAndDeviation(ReadOnlySpan<double> labels)
    {
        double mean = TrainingInput.Mean(labels);
        double squares = 0;
        foreach (double label in labels)
        {
            squares += (label - mean) * (label - mean);
        }

        return (mean, Math.Sqrt(squares / labels.Length));
    }

    private (int[] Train, int[] Validation) Divide(ReadOnlySpan<double> labels, int seed)
    {
        if (ValidationShare == 0 || labels.Length < LeastRowsToValidate)
        {
            return ([.. Enumerable.Range(0, labels.Length)], []);
        }

        StratifiedSplit split = StratifiedSplit.ByQuintile(labels, ValidationShare, seed);
        return ([.. split.Train], [.. split.Test]);
    }

    private void CheckSettings()
    {
        TrainingInput.Require(FirstUnits is >= 1 and <= MaximumUnits, nameof(FirstUnits), FirstUnits, $"from 1 to {MaximumUnits}");
        TrainingInput.Require(SecondUnits is >= 0 and <= MaximumUnits, nameof(SecondUnits), SecondUnits, $"from 0 to {MaximumUnits}");
        TrainingInput.Require(Enum.IsDefined(Loss), nameof(Loss), (int)Loss, "one of the named losses");
        TrainingInput.Require(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0 and finite");
        TrainingInput.Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), nameof(WeightDecay), WeightDecay, "0 or more and finite");
        TrainingInput.Require(BatchRows >= 1, nameof(BatchRows), BatchRows, "at least 1");
        TrainingInput.Require(MaximumEpochs >= 1, nameof(MaximumEpochs), MaximumEpochs, "at least 1");
        TrainingInput.Require(Patience >= 1, nameof(Patience), Patience, "at least 1");
        TrainingInput.Require(ValidationShare is >= 0 and < 1, nameof(ValidationShare), ValidationShare, "0 or more and below 1");
    }
}
