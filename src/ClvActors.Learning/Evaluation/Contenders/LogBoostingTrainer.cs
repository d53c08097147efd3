using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>Gradient-boosted trees by squared error on log(1 + spend), as LightGBM trains them; with the reference's parameters and features the published model.</summary>
/// <param name="Parameters">The parameters; the seed is that of the fit.</param>
/// <param name="Inputs">The features that it sees, the first ones of a row.</param>
public sealed record LogBoostingTrainer(BoostingParameters Parameters, FeatureList Inputs) : IRegressionTrainer
{
    /// <inheritdoc/>
    public string Name => "LightGBM";

    /// <inheritdoc/>
    public IRegressor Fit(FeatureMatrix features, ReadOnlySpan<double> labels, int seed, CancellationToken cancellation = default)
    {
        TrainingInput.CheckLabels(features, labels);
        double[][] columns = [.. Enumerable.Range(0, Inputs.Count).Select(features.Column)];
        double[] scores = new double[labels.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = LogTransform.ToScore(labels[row]);
        }

        TrainingData data = new(Inputs.Names, columns, scores);
        TreeEnsemble trees = BoostingTrainer.Train(data, Parameters with { Seed = seed }, cancellation: cancellation);
        return new Model(new TreeScorer(trees), features.Columns);
    }

    private sealed class Model(TreeScorer scorer, int features) : IRegressor
    {
        public int Features => features;

        public double Predict(ReadOnlySpan<double> row)
        {
            TrainingInput.CheckRow(row, features);
            return LogTransform.ToValue(scorer.Score(row[..scorer.FeatureCount]));
        }
    }
}
