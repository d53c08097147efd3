using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Forests;
using ClvActors.Learning.Rivals.Linear;
using ClvActors.Learning.Rivals.Networks;

namespace ClvActors.Learning.Tuning;

/// <summary>The rivals and the ranges that they are tuned over; the first trial of each is its usual setting.</summary>
/// <remarks>
/// The ranges are wide around what the families' authors and scikit-learn use, for some thousand rows of some ten features. Where a label may be taken as a logarithm or
/// a feature as one, that is a parameter like the others, for it decides more than the rest.
/// </remarks>
public static class ModelFamilies
{
    /// <summary>Families that predict money: 0 or more.</summary>
    public static IReadOnlyList<ModelFamily> ForValue { get; } =
    [
        Value("naive mean", [], "", _ => ConstantTrainer.Mean),
        Value("naive median", [], "", _ => ConstantTrainer.Median),
        Value(
            "ridge",
            [new LogUniformDimension("penalty", 1e-2, 1e5), Switch("log_features"), Switch("log_label")],
            "penalty=1, log_features=false, log_label=false",
            trial => new RidgeTrainer { Penalty = trial.Number("penalty"), LogSkewedFeatures = trial.IsTrue("log_features") }),
        Value(
            "lasso",
            [new LogUniformDimension("penalty_share", 1e-5, 0.5), Switch("log_features"), Switch("log_label")],
            "penalty_share=0.001, log_features=false, log_label=false",
            trial => new LassoTrainer { PenaltyShare = trial.Number("penalty_share"), LogSkewedFeatures = trial.IsTrue("log_features") }),
        Value(
            "least absolute deviations",
            [new LogUniformDimension("penalty", 1e-6, 1), Switch("log_features"), Switch("log_label")],
            "penalty=0.0001, log_features=false, log_label=false",
            trial => new QuantileTrainer { Penalty = trial.Number("penalty"), LogSkewedFeatures = trial.IsTrue("log_features") }),
        Value("random forest", [.. ForestDimensions, Switch("log_label")], $"{ForestStart}, log_label=false", trial => Forest(ForestTrainer.RandomForest, trial)),
        Value("extra trees", [.. ForestDimensions, Switch("log_label")], $"{ForestStart}, log_label=false", trial => Forest(ForestTrainer.ExtraTrees, trial)),
        Value(
            "neural network",
            [.. NetworkDimensions, new ChoiceDimension("loss", "squared", "absolute"), Switch("log_label")],
            $"{NetworkStart}, loss=absolute, log_label=true",
            trial => Network(trial) with { Loss = trial.Text("loss") == "absolute" ? NetworkLoss.AbsoluteError : NetworkLoss.SquaredError }),
    ];

    /// <summary>Families that predict the probability of a label that is 0 or 1.</summary>
    public static IReadOnlyList<ModelFamily> ForProbability { get; } =
    [
        new("naive share", new SearchSpace([]), _ => ConstantTrainer.Mean),
        new(
            "logistic",
            new SearchSpace([new LogUniformDimension("penalty", 1e-3, 1e4), Switch("log_features")], Start("penalty=1, log_features=true")),
            trial => new LogisticTrainer { Penalty = trial.Number("penalty"), LogSkewedFeatures = trial.IsTrue("log_features") }),
        new("random forest", new SearchSpace(ForestDimensions, Start(ForestStart)), trial => Forest(ForestTrainer.RandomForest, trial)),
        new("extra trees", new SearchSpace(ForestDimensions, Start(ForestStart)), trial => Forest(ForestTrainer.ExtraTrees, trial)),
        new("neural network", new SearchSpace(NetworkDimensions, Start(NetworkStart)), trial => Network(trial) with { Loss = NetworkLoss.LogLoss }),
    ];

    private static string ForestStart => "feature_share=0.333, min_rows_in_leaf=5";

    private static SearchDimension[] ForestDimensions => [new UniformDimension("feature_share", 0.1, 1), new IntegerDimension("min_rows_in_leaf", 1, 40)];

    private static string NetworkStart => "first_units=32, second_units=16, learning_rate=0.002, weight_decay=0.01, log_features=true";

    private static SearchDimension[] NetworkDimensions =>
    [
        new ChoiceDimension("first_units", "8", "16", "32", "64"),
        new ChoiceDimension("second_units", "0", "8", "16", "32"),
        new LogUniformDimension("learning_rate", 3e-4, 1e-2),
        new LogUniformDimension("weight_decay", 1e-4, 1),
        Switch("log_features"),
    ];

    private static ModelFamily Value(string name, SearchDimension[] dimensions, string start, Func<TrialParameters, IRegressionTrainer> trainer) =>
        new(name, new SearchSpace(dimensions, dimensions.Length == 0 ? null : Start(start)), trial =>
        {
            IRegressionTrainer plain = trainer(trial);
            return new NonNegativeTrainer(dimensions.Length > 0 && trial.IsTrue("log_label") ? new LogLabelTrainer(plain) : plain);
        });

    private static ForestTrainer Forest(ForestTrainer kind, TrialParameters trial) =>
        kind with { FeatureShare = trial.Number("feature_share"), MinimumRowsInLeaf = trial.Integer("min_rows_in_leaf") };

    private static NeuralNetworkTrainer Network(TrialParameters trial) => new()
    {
        FirstUnits = trial.Integer("first_units"),
        SecondUnits = trial.Integer("second_units"),
        LearningRate = trial.Number("learning_rate"),
        WeightDecay = trial.Number("weight_decay"),
        LogSkewedFeatures = trial.IsTrue("log_features"),
    };

    private static ChoiceDimension Switch(string name) => new(name, "false", "true");

    private static TrialParameters Start(string values) =>
        new([.. values.Split(", ").Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]))]);
}
