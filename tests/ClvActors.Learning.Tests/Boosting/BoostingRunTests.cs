using System.Text.Json;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Boosting;

/// <summary>A training run as a whole: repeatability, edge cases, progress, cancellation and objectives of one's own.</summary>
public sealed class BoostingRunTests
{
    private static readonly BoostingParameters Sampled = new()
    {
        Iterations = 20,
        FeatureFraction = 0.5,
        BaggingFraction = 0.6,
        BaggingFrequency = 3,
        Seed = 1,
    };

    [Fact]
    public void Train_SameSeed_GivesTheSameBits()
    {
        TrainingData data = GeneratedData.Continuous(rows: 800, features: 6, seed: 21);

        string first = JsonSerializer.Serialize(Train(data, Sampled).Trees);
        string again = JsonSerializer.Serialize(Train(data, Sampled).Trees);
        string other = JsonSerializer.Serialize(Train(data, Sampled with { Seed = 2 }).Trees);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void Train_MoreRowsThanTheBinSample_BinsASample()
    {
        double[] feature = [.. Enumerable.Range(0, 200_500).Select(row => (double)((row * 7919L) % 200_500))];
        TrainingData data = new(["x"], [feature], [.. feature.Select(value => value > 100_000 ? 1.0 : 0.0)]);

        TreeEnsemble model = Train(data, Sampled with { Iterations = 1, Leaves = 2, FeatureFraction = 1, BaggingFraction = 1 });

        Assert.InRange(model.Trees[0].Threshold[0], 99_000, 101_000);
        Assert.Equal(200_500, model.Trees[0].InternalRows[0]);
    }

    public static TheoryData<string, double[], double[]> Unsplittable => new()
    {
        { "too few rows", [1, 2, 3], [1, 2, 6] },
        { "one row", [1], [3] },
        { "constant feature", [.. Enumerable.Repeat(4.0, 100)], [.. Enumerable.Range(0, 100).Select(i => (double)i)] },
        { "missing feature", [.. Enumerable.Repeat(double.NaN, 100)], [.. Enumerable.Range(0, 100).Select(i => (double)i)] },
        { "equal labels", [.. Enumerable.Range(0, 100).Select(i => (double)i)], [.. Enumerable.Repeat(2.5, 100)] },
    };

    [Theory]
    [MemberData(nameof(Unsplittable), DisableDiscoveryEnumeration = true)]
    public void Train_NothingToSplit_GivesTheMean(string what, double[] feature, double[] labels)
    {
        foreach (bool fromAverage in new[] { true, false })
        {
            TreeEnsemble model = Train(new TrainingData(["x"], [feature], labels), Sampled with { BoostFromAverage = fromAverage, BaggingFraction = 1 });

            Assert.True(PlainScorer.Score(model, [5]) is double score && Math.Abs(score - labels.Average()) < 1e-6, $"{what}: {PlainScorer.Score(model, [5])}");
        }
    }

    [Fact]
    public void Train_TwoRowsInTinyBags_Works()
    {
        TreeEnsemble model = Train(
            new TrainingData(["x"], [[1, 2]], [0, 1]),
            Sampled with { BaggingFraction = 0.01, BaggingFrequency = 1, MinimumRowsInLeaf = 1, MinimumRowsInBin = 1, FeatureFraction = 1 });

        Assert.Equal(0.5, PlainScorer.Score(model, [1]), 1e-6);
    }

    [Fact]
    public void Train_ZeroWeightRows_DoNotCount()
    {
        double[] feature = [.. Enumerable.Range(0, 80).Select(row => (double)(row % 4))];
        double[] labels = [.. feature.Select((value, row) => row < 40 ? value : 1000)];
        double[] weights = [.. feature.Select((_, row) => row < 40 ? 1.0 : 0.0)];

        TreeEnsemble model = Train(
            new TrainingData(["x"], [feature], labels, weights),
            Sampled with { BaggingFraction = 1, FeatureFraction = 1, Iterations = 300, MinimumRowsInLeaf = 0, MinimumHessianInLeaf = 0 });

        Assert.Equal(3, PlainScorer.Score(model, [3]), 0.01);
        Assert.Equal(0, PlainScorer.Score(model, [0]), 0.01);
    }

    [Fact]
    public void Train_Progress_IsToldPerTree()
    {
        List<BoostingProgress> told = [];

        TreeEnsemble model = BoostingTrainer.Train(
            GeneratedData.Continuous(rows: 300, features: 3, seed: 22),
            Sampled,
            progress: new Listener(told.Add),
            cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 20), told.Select(progress => progress.Iteration));
        Assert.All(told, progress => Assert.Equal(20, progress.Iterations));
        Assert.Equal(model.Trees.Select(tree => tree.LeafCount), told.Select(progress => progress.Leaves));
    }

    [Fact]
    public void Train_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        List<BoostingProgress> told = [];
        Listener cancelsAtThird = new(progress =>
        {
            told.Add(progress);
            if (progress.Iteration == 3)
            {
                source.Cancel();
            }
        });

        Assert.Throws<OperationCanceledException>(() => BoostingTrainer.Train(
            GeneratedData.Continuous(rows: 300, features: 3, seed: 23),
            Sampled,
            progress: cancelsAtThird,
            cancellation: source.Token));
        Assert.Equal(3, told.Count);
    }

    [Fact]
    public void Train_ObjectiveThatRenewsLeaves_HasItsValues()
    {
        TrainingData data = GeneratedData.Few(rows: 200, features: 2, distinct: 6, missing: 0, seed: 24);

        TreeEnsemble model = BoostingTrainer.Train(
            data,
            new BoostingParameters { Iterations = 1, Leaves = 4, LearningRate = 0.5 },
            new AbsoluteErrorObjective(),
            cancellation: TestContext.Current.CancellationToken);

        DecisionTree tree = model.Trees[0];
        double start = AbsoluteErrorObjective.Median([.. data.Labels.Select(label => (double)(float)label)]);
        ILookup<int, double> leaves = Enumerable.Range(0, data.Rows).ToLookup(
            row => PlainScorer.LeafOf(tree, GeneratedData.Row(data, row)),
            row => (float)data.Labels[row] - start);
        Assert.Equal("regression_l1", model.Objective);
        Assert.Equal(1, tree.Shrinkage);
        for (int leaf = 0; leaf < tree.LeafCount; leaf++)
        {
            Assert.Equal(start + (0.5 * AbsoluteErrorObjective.Median([.. leaves[leaf]])), tree.LeafValue[leaf], 1e-12);
        }
    }

    private static TreeEnsemble Train(TrainingData data, BoostingParameters parameters) =>
        BoostingTrainer.Train(data, parameters, cancellation: TestContext.Current.CancellationToken);

    private sealed class Listener(Action<BoostingProgress> report) : IProgress<BoostingProgress>
    {
        public void Report(BoostingProgress value) => report(value);
    }

    /// <summary>The simplest objective with leaf renewal: absolute error, whose best leaf value is the median.</summary>
    private sealed class AbsoluteErrorObjective : IObjective
    {
        public string Name => "regression_l1";

        public bool RenewsLeaves => true;

        public static double Median(double[] values)
        {
            Array.Sort(values);
            return values[values.Length / 2];
        }

        public void CheckLabels(ReadOnlySpan<float> labels)
        {
        }

        public double InitialScore(ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) =>
            Median(Array.ConvertAll(labels.ToArray(), label => (double)label));

        public void Derive(
            ReadOnlySpan<double> scores,
            ReadOnlySpan<float> labels,
            ReadOnlySpan<float> weights,
            Span<float> gradients,
            Span<float> hessians)
        {
            for (int row = 0; row < scores.Length; row++)
            {
                gradients[row] = Math.Sign(scores[row] - labels[row]);
                hessians[row] = 1;
            }
        }

        public double RenewLeaf(
            double value,
            ReadOnlySpan<int> rows,
            ReadOnlySpan<double> scores,
            ReadOnlySpan<float> labels,
            ReadOnlySpan<float> weights)
        {
            double[] residuals = new double[rows.Length];
            for (int i = 0; i < rows.Length; i++)
            {
                residuals[i] = labels[rows[i]] - scores[rows[i]];
            }

            return Median(residuals);
        }
    }
}
