using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Boosting.Objectives;

public sealed class LeafRenewalTests
{
    private const double LearningRate = 0.5;

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData(0.8, false)]
    [InlineData(0.8, true)]
    public void Train_Bags_LeavesArePercentilesOfTheBagsResiduals(double? alpha, bool weighted)
    {
        TrainingData generated = GeneratedData.Few(rows: 400, features: 3, distinct: 8, missing: 0.1, seed: 31);
        Random random = new(31);
        double[]? weights = weighted ? [.. generated.Labels.Select(_ => random.Next(1, 20) / 8.0)] : null;
        TrainingData data = new(
            generated.FeatureNames,
            [.. Enumerable.Range(0, 3).Select(feature => generated.Column(feature).ToArray())],
            generated.Labels,
            weights,
            [.. generated.Labels.Select(_ => random.Next(-16, 17) / 16.0)]);
        BoostingParameters parameters = new() { Iterations = 3, Leaves = 7, LearningRate = LearningRate, BaggingFraction = 0.6, BaggingFrequency = 1, Seed = 5 };
        IObjective objective = alpha is double level ? new QuantileObjective(level) : AbsoluteErrorObjective.Instance;

        IReadOnlyList<DecisionTree> trees = BoostingTrainer.Train(data, parameters, objective, cancellation: TestContext.Current.CancellationToken).Trees;

        double[] scores = [.. data.InitialScores!];
        RowSampler bags = new(data.Rows, parameters);
        for (int iteration = 0; iteration < 3; iteration++)
        {
            bags.Next(iteration);
            int[] leafOf = [.. Enumerable.Range(0, data.Rows).Select(row => PlainScorer.LeafOf(trees[iteration], GeneratedData.Row(data, row)))];
            foreach (IGrouping<int, int> leaf in bags.InBag.ToArray().GroupBy(row => leafOf[row]))
            {
                IEnumerable<double> residuals = leaf.Select(row => (float)data.Labels[row] - scores[row]);
                double percentile = weights is null
                    ? PlainPercentile.Of(residuals, alpha ?? 0.5)
                    : PlainPercentile.Of(residuals, leaf.Select(row => (float)weights[row]), alpha ?? 0.5);
                Assert.Equal(LearningRate * percentile, trees[iteration].LeafValue[leaf.Key], 1e-6);
            }

            for (int row = 0; row < data.Rows; row++)
            {
                scores[row] += trees[iteration].LeafValue[leafOf[row]];
            }
        }
    }
}
