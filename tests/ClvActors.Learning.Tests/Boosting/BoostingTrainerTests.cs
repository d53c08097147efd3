using ClvActors.Learning.Boosting;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Boosting;

public sealed class BoostingTrainerTests
{
    private static readonly BoostingParameters Small = new()
    {
        Iterations = 12,
        Leaves = 8,
        MinimumRowsInLeaf = 5,
        MinimumRowsInBin = 1,
        Seed = 7,
    };

    public static TheoryData<int, double, double, double, int> Settings => new()
    {
        { 1, 0, 0, 0, -1 },
        { 2, 0, 2, 0, -1 },
        { 3, 0.5, 0.3, 0, -1 },
        { 4, 0, 0, 0.2, -1 },
        { 5, 0.7, 1, 0.25, 2 },
        { 6, 0, 0.1, 0.1, 3 },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Train_FewDistinctValues_EqualsExactBooster(int seed, double l1, double l2, double missing, int depth)
    {
        TrainingData data = GeneratedData.Few(rows: 240, features: 4, distinct: 9, missing, seed);
        BoostingParameters parameters = Small with { LambdaL1 = l1, LambdaL2 = l2, MaximumDepth = depth };
        double[] expected = ExactBooster.Scores(data, parameters);

        TreeEnsemble model = Train(data, parameters);

        double[] actual = [.. Enumerable.Range(0, data.Rows).Select(row => PlainScorer.Score(model, GeneratedData.Row(data, row)))];
        Assert.Equal(0, expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max(), 1e-5);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.4, 0, 0.3)]
    [InlineData(0, 3, 0.3)]
    [InlineData(1, 2, 0)]
    public void Train_OneSplit_EqualsBruteForce(double l1, double l2, double missing)
    {
        for (int seed = 0; seed < 60; seed++)
        {
            TrainingData data = GeneratedData.Few(rows: 15, features: 3, distinct: 5, missing, seed);
            BoostingParameters parameters = Small with
            {
                Iterations = 1,
                Leaves = 2,
                LearningRate = 1,
                MinimumRowsInLeaf = 2,
                LambdaL1 = l1,
                LambdaL2 = l2,
                BoostFromAverage = false,
            };
            double[] gradients = [.. data.Labels.Select(label => -(double)(float)label)];
            ExactBooster.Choice? best = ExactBooster.BestSplit(data, parameters, gradients, [.. Enumerable.Range(0, data.Rows)], [true, true, true]);

            DecisionTree tree = Train(data, parameters).Trees[0];

            if (best is null)
            {
                Assert.True(tree.LeafCount == 1, $"seed {seed}: split where brute force finds none");
                continue;
            }

            int[] left = [.. Enumerable.Range(0, data.Rows).Where(row => PlainScorer.LeafOf(tree, GeneratedData.Row(data, row)) == 0)];
            Assert.True(Math.Abs(tree.SplitGain[0] - best.Gain) < 1e-4 * (1 + best.Gain), $"seed {seed}: gain {tree.SplitGain[0]}, brute force {best.Gain}");
            Assert.True(left.Length == tree.LeafRows[0], $"seed {seed}: {left.Length} rows fall left, {tree.LeafRows[0]} were counted");
            Assert.Equal(ExactBooster.Value(left, gradients, parameters), tree.LeafValue[0], 1e-9);
            Assert.Equal(ExactBooster.Value([.. Enumerable.Range(0, data.Rows).Except(left)], gradients, parameters), tree.LeafValue[1], 1e-9);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    public void Train_AnyData_CountsAndWeightsAddUp(double missing)
    {
        TrainingData data = GeneratedData.Few(rows: 700, features: 5, distinct: 40, missing, seed: 3);
        BoostingParameters parameters = Small with { Iterations = 5, Leaves = 20 };

        foreach (DecisionTree tree in Train(data, parameters).Trees)
        {
            int[] rows = new int[tree.LeafCount];
            for (int row = 0; row < data.Rows; row++)
            {
                rows[PlainScorer.LeafOf(tree, GeneratedData.Row(data, row))]++;
            }

            Assert.Equal(rows, tree.LeafRows);
            Assert.Equal(data.Rows, tree.InternalRows[0]);
            Assert.Equal(data.Rows, tree.InternalWeight[0], 1e-6);
            for (int node = 0; node < tree.LeafCount - 1; node++)
            {
                Assert.Equal(tree.InternalRows[node], RowsBelow(tree, tree.LeftChild[node]) + RowsBelow(tree, tree.RightChild[node]));
                Assert.Equal(tree.InternalWeight[node], tree.InternalRows[node], 1e-6);
                Assert.True(tree.SplitGain[node] > 0);
            }
        }
    }

    [Fact]
    public void Train_Limits_AreKept()
    {
        TrainingData data = GeneratedData.Continuous(rows: 900, features: 4, seed: 11);
        BoostingParameters parameters = Small with { Leaves = 13, MaximumDepth = 4, MinimumRowsInLeaf = 17 };

        IReadOnlyList<DecisionTree> trees = Train(data, parameters).Trees;

        Assert.Equal(parameters.Iterations, trees.Count);
        Assert.All(trees, tree =>
        {
            Assert.InRange(tree.LeafCount, 2, 13);
            Assert.InRange(Depth(tree, 0), 1, 4);
            Assert.All(tree.LeafRows, rows => Assert.True(rows >= 17));
        });
        Assert.Contains(trees, tree => tree.LeafCount == 13);
        Assert.Contains(trees, tree => Depth(tree, 0) == 4);
    }

    [Fact]
    public void Train_MinimumGainAndHessian_AreKept()
    {
        TrainingData data = GeneratedData.Continuous(rows: 600, features: 3, seed: 12);

        TreeEnsemble byGain = Train(data, Small with { MinimumGainToSplit = 5 });
        TreeEnsemble byHessian = Train(data, Small with { MinimumHessianInLeaf = 60 });

        Assert.All(byGain.Trees, tree => Assert.All(tree.SplitGain, gain => Assert.True(gain >= 5)));
        Assert.All(byHessian.Trees, tree => Assert.All(tree.LeafWeight, weight => Assert.True(weight >= 60)));
    }

    [Fact]
    public void Train_IntegerWeights_EqualRepeatedRows()
    {
        TrainingData data = GeneratedData.Few(rows: 200, features: 3, distinct: 8, missing: 0.1, seed: 5);
        Random random = new(5);
        double[] weights = [.. Enumerable.Range(0, data.Rows).Select(_ => (double)random.Next(1, 4))];
        int[] repeated = [.. Enumerable.Range(0, data.Rows).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        TrainingData copies = new(data.FeatureNames, [.. Enumerable.Range(0, 3).Select(f => repeated.Select(row => data.Column(f)[row]).ToArray())], [.. repeated.Select(row => data.Labels[row])]);
        TrainingData weighted = new(data.FeatureNames, [.. Enumerable.Range(0, 3).Select(f => data.Column(f).ToArray())], data.Labels, weights);
        BoostingParameters parameters = Small with { MinimumRowsInLeaf = 0, MinimumHessianInLeaf = 4, LambdaL2 = 1 };

        TreeEnsemble ofCopies = Train(copies, parameters);
        TreeEnsemble ofWeights = Train(weighted, parameters);

        for (int row = 0; row < data.Rows; row++)
        {
            double[] values = GeneratedData.Row(data, row);
            Assert.Equal(PlainScorer.Score(ofCopies, values), PlainScorer.Score(ofWeights, values), 1e-5);
        }

        Assert.Equal(weights.Sum(), ofWeights.Trees[0].InternalWeight[0], 1e-6);
        Assert.Equal(data.Rows, ofWeights.Trees[0].InternalRows[0]);
    }

    [Fact]
    public void Train_InitialScores_LearnsTheRest()
    {
        TrainingData data = GeneratedData.Few(rows: 300, features: 3, distinct: 8, missing: 0, seed: 6);
        double[][] columns = [.. Enumerable.Range(0, 3).Select(f => data.Column(f).ToArray())];

        // Sixty-fourths, so that single precision holds labels and differences exactly.
        double[] labels = [.. data.Labels.Select(label => Math.Round(label * 64) / 64)];
        double[] initial = [.. Enumerable.Range(0, data.Rows).Select(row => row % 7 / 8.0)];
        TrainingData offset = new(data.FeatureNames, columns, labels, initialScores: initial);
        TrainingData rest = new(data.FeatureNames, columns, [.. labels.Zip(initial, (label, score) => label - score)]);

        TreeEnsemble fromOffset = Train(offset, Small);
        TreeEnsemble fromRest = Train(rest, Small with { BoostFromAverage = false });

        for (int row = 0; row < data.Rows; row++)
        {
            double[] values = GeneratedData.Row(data, row);
            Assert.Equal(PlainScorer.Score(fromRest, values), PlainScorer.Score(fromOffset, values), 1e-5);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Train_MissingValuesLikeOneSide_LearnsTheirDirection(bool likeLow)
    {
        double[] feature = [.. Enumerable.Range(0, 90).Select(row => row % 3 == 2 ? double.NaN : row % 3)];
        double[] labels = [.. feature.Select(value => double.IsNaN(value) ? (likeLow ? 0.0 : 1.0) : value)];

        DecisionTree tree = Train(new TrainingData(["x"], [feature], labels), Small with { Iterations = 1, Leaves = 2 }).Trees[0];

        Assert.Equal(likeLow ? 10 : 8, tree.DecisionType[0]);
        Assert.Equal(likeLow ? [60, 30] : [30, 60], tree.LeafRows);
        Assert.Equal(PlainScorer.LeafOf(tree, [likeLow ? 0 : 1]), PlainScorer.LeafOf(tree, [double.NaN]));
    }

    [Fact]
    public void Train_MissingAgainstPresent_SplitsAboveAllValues()
    {
        double[] feature = [.. Enumerable.Range(0, 120).Select(row => row % 4 == 3 ? double.NaN : row % 4)];
        double[] labels = [.. feature.Select(value => double.IsNaN(value) ? 1.0 : 0.0)];

        DecisionTree tree = Train(new TrainingData(["x"], [feature], labels), Small with { Iterations = 1, Leaves = 2 }).Trees[0];

        Assert.Equal([90, 30], tree.LeafRows);
        Assert.True(double.IsFinite(tree.Threshold[0]) && tree.Threshold[0] >= 1e300);
        Assert.Equal(1, PlainScorer.LeafOf(tree, [double.NaN]));
        Assert.Equal(0, PlainScorer.LeafOf(tree, [1e200]));
    }

    [Fact]
    public void Train_Bagging_LearnsFromTheBagAndScoresAllRows()
    {
        TrainingData data = GeneratedData.Few(rows: 500, features: 3, distinct: 8, missing: 0.1, seed: 8);
        BoostingParameters parameters = Small with { Iterations = 2, BaggingFraction = 0.5, BaggingFrequency = 1, LearningRate = 0.5 };
        RowSampler sampler = new(data.Rows, parameters);
        sampler.Next(0);
        int[] firstBag = sampler.InBag.ToArray();
        sampler.Next(1);
        int[] secondBag = sampler.InBag.ToArray();

        IReadOnlyList<DecisionTree> trees = Train(data, parameters).Trees;

        // The root's value is the bag's mean residual after the first tree, which bears on rows that the first tree did not see.
        double Residual(int row) => data.Labels[row] - trees[0].LeafValue[PlainScorer.LeafOf(trees[0], GeneratedData.Row(data, row))];
        Assert.Equal(firstBag.Length, trees[0].InternalRows[0]);
        Assert.Equal(secondBag.Length, trees[1].InternalRows[0]);
        Assert.True(secondBag.Except(firstBag).Count() > 50);
        Assert.Equal(0.5 * secondBag.Average(Residual), trees[1].InternalValue[0], 1e-6);
    }

    private static int RowsBelow(DecisionTree tree, int child) => child < 0 ? tree.LeafRows[~child] : tree.InternalRows[child];

    private static int Depth(DecisionTree tree, int node) =>
        node < 0 ? 0 : 1 + Math.Max(Depth(tree, tree.LeftChild[node]), Depth(tree, tree.RightChild[node]));

    private static TreeEnsemble Train(TrainingData data, BoostingParameters parameters) =>
        BoostingTrainer.Train(data, parameters, cancellation: TestContext.Current.CancellationToken);
}
