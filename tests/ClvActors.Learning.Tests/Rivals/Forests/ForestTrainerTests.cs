using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Forests;
using ClvActors.Learning.Rivals.Linear;

namespace ClvActors.Learning.Tests.Rivals.Forests;

public sealed class ForestTrainerTests
{
    private static readonly ForestTrainer OneExactTree =
        ForestTrainer.RandomForest with { Trees = 1, Bootstrap = false, FeatureShare = 1, MinimumRowsInLeaf = 1 };

    [Theory]
    [InlineData(1, 0)]
    [InlineData(4, 0)]
    [InlineData(2, 3)]
    [InlineData(1, 1)]
    public void Fit_OneTreeOfAllRowsAndFeatures_EqualsBruteForce(int leafRows, int depth)
    {
        for (int seed = 0; seed < 25; seed++)
        {
            Random random = new(seed);
            double[][] rows = [.. Enumerable.Range(0, 40).Select(_ => new[] { random.NextDouble(), random.Next(4), 7, Math.Exp(5 * random.NextDouble()) })];
            double[] labels = [.. rows.Select(row => (10 * row[0]) + (row[1] * row[1]) + random.NextDouble())];
            double[] expected = ExactTree.Predictions(rows, labels, leafRows, depth == 0 ? int.MaxValue : depth);

            IRegressor tree = (OneExactTree with { MinimumRowsInLeaf = leafRows, MaximumDepth = depth }).Fit(FeatureMatrix.FromRows(rows), labels, seed);

            double[] actual = FeatureMatrix.FromRows(rows).Predict(tree);
            Assert.True(expected.Zip(actual).All(pair => Math.Abs(pair.First - pair.Second) < 1e-9), $"seed {seed}");
        }
    }

    [Fact]
    public void Fit_ExclusiveOr_SplitsWithoutGainFirst()
    {
        double[][] rows = [[0, 0], [0, 1], [1, 0], [1, 1]];

        IRegressor tree = OneExactTree.Fit(FeatureMatrix.FromRows(rows), [0, 1, 1, 0], seed: 3);

        Assert.Equal([0, 1, 1, 0], FeatureMatrix.FromRows(rows).Predict(tree));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_AnyNumberOfThreads_GivesTheSameForest(bool extra)
    {
        RandomRows data = RandomRows.Draw(150, seed: 1);
        ForestTrainer trainer = (extra ? ForestTrainer.ExtraTrees : ForestTrainer.RandomForest) with { Trees = 40 };

        double[] alone = data.Features.Predict((trainer with { MaximumThreads = 1 }).Fit(data.Features, data.Labels, seed: 5));
        double[] together = data.Features.Predict((trainer with { MaximumThreads = 4 }).Fit(data.Features, data.Labels, seed: 5));
        double[] other = data.Features.Predict(trainer.Fit(data.Features, data.Labels, seed: 6));

        Assert.Equal(alone, together);
        Assert.NotEqual(alone, other);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_CurvedLabels_PredictsNewRowsBetterThanALine(bool extra)
    {
        (double[][] rows, double[] labels) = Friedman(1200, seed: 11);
        double[] trainLabels = labels[..800];
        double[] testLabels = labels[800..];
        FeatureMatrix train = FeatureMatrix.FromRows(rows[..800]);
        FeatureMatrix test = FeatureMatrix.FromRows(rows[800..]);
        ForestTrainer trainer = (extra ? ForestTrainer.ExtraTrees : ForestTrainer.RandomForest) with { Trees = 60 };

        double forest = Metrics.RSquared(testLabels, test.Predict(trainer.Fit(train, trainLabels, seed: 1)));
        double tree = Metrics.RSquared(testLabels, test.Predict((trainer with { Trees = 1 }).Fit(train, trainLabels, seed: 1)));
        double line = Metrics.RSquared(testLabels, test.Predict(new RidgeTrainer().Fit(train, trainLabels, seed: 1)));

        Assert.True(forest > line && forest > tree && forest > 0.75, $"forest {forest}, one tree {tree}, line {line}");
    }

    [Fact]
    public void Fit_ExtraTrees_KeepLeafSizesAndRanges()
    {
        RandomRows data = RandomRows.Draw(300, seed: 9);
        ForestTrainer trainer = ForestTrainer.ExtraTrees with { Trees = 20, MinimumRowsInLeaf = 7 };

        Forest forest = Assert.IsType<Forest>(trainer.Fit(data.Features, data.Labels, seed: 2));

        for (int tree = 0; tree < forest.Trees; tree++)
        {
            int[] sizes = [.. data.Rows.GroupBy(row => forest.LeafOf(tree, row)).Select(leaf => leaf.Count())];
            Assert.All(sizes, size => Assert.True(size >= 7));
            Assert.True(sizes.Length > 10, $"tree {tree} has {sizes.Length} leaves");
        }

        Assert.All(data.Features.Predict(forest), value => Assert.InRange(value, data.Labels.Min(), data.Labels.Max()));
    }

    [Fact]
    public void Fit_ExtraTreesToTheEnd_ReproduceDistinctRows()
    {
        (double[][] rows, double[] labels) = Friedman(200, seed: 4);
        FeatureMatrix features = FeatureMatrix.FromRows(rows);

        IRegressor forest = (ForestTrainer.ExtraTrees with { Trees = 5, MinimumRowsInLeaf = 1 }).Fit(features, labels, seed: 2);

        Assert.All(features.Predict(forest).Zip(labels), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
    }

    [Fact]
    public void Fit_Outcomes_AreClassFractions()
    {
        RandomRows data = RandomRows.Draw(400, seed: 6);

        double[] probabilities = data.Features.Predict((ForestTrainer.RandomForest with { Trees = 50 }).Fit(data.Features, data.Outcomes, seed: 3));

        Assert.All(probabilities, value => Assert.InRange(value, 0, 1));
        Assert.True(ClassificationMetrics.Of(data.Outcomes, probabilities).Auc > 0.95);
    }

    [Fact]
    public void Fit_Bootstrap_LeavesRowsOut()
    {
        double[][] rows = [.. Enumerable.Range(0, 200).Select(row => new double[] { row })];
        double[] labels = [.. rows.Select((_, row) => (double)(row % 2))];

        double[] predictions = FeatureMatrix.FromRows(rows)
            .Predict((ForestTrainer.RandomForest with { Trees = 1, MinimumRowsInLeaf = 1 }).Fit(FeatureMatrix.FromRows(rows), labels, seed: 8));

        // About 37 % of the rows are not drawn; half of those are predicted by the wrong neighbour.
        Assert.InRange(predictions.Zip(labels, (predicted, label) => predicted != label ? 1.0 : 0.0).Average(), 0.1, 0.35);
    }

    [Fact]
    public void Fit_WrongSettingOrCancelled_Throws()
    {
        FeatureMatrix features = FeatureMatrix.FromRows([[1], [2]]);

        Assert.Throws<ArgumentException>(() => (ForestTrainer.ExtraTrees with { Trees = 0 }).Fit(features, [1, 2], seed: 0));
        Assert.Throws<ArgumentException>(() => (ForestTrainer.ExtraTrees with { FeatureShare = 0 }).Fit(features, [1, 2], seed: 0));
        Assert.Throws<ArgumentException>(() => (ForestTrainer.ExtraTrees with { MinimumRowsInLeaf = 0 }).Fit(features, [1, 2], seed: 0));
        Assert.ThrowsAny<OperationCanceledException>(() => ForestTrainer.ExtraTrees.Fit(features, [1, 2], seed: 0, new CancellationToken(true)));
    }

    /// <summary>Friedman's first test function (1991, "Multivariate Adaptive Regression Splines"): five features that count and five that do not.</summary>
    private static (double[][] Rows, double[] Labels) Friedman(int count, int seed)
    {
        Random random = new(seed);
        double[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, 10).Select(_ => random.NextDouble()).ToArray())];
        return (rows, [.. rows.Select(x => (10 * Math.Sin(Math.PI * x[0] * x[1])) + (20 * Math.Pow(x[2] - 0.5, 2)) + (10 * x[3]) + (5 * x[4]))]);
    }
}
