using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Boosting.Validation;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Boosting;

public sealed class EarlyStoppingTests
{
    private static readonly BoostingParameters Parameters = new()
    {
        Iterations = 60,
        Leaves = 15,
        MinimumRowsInLeaf = 5,
        LearningRate = 0.3,
        BaggingFraction = 0.7,
        BaggingFrequency = 1,
        EarlyStoppingRounds = 5,
        Seed = 3,
    };

    private static readonly TrainingData Data = GeneratedData.Continuous(rows: 300, features: 4, seed: 41);
    private static readonly TrainingData Other = GeneratedData.Continuous(rows: 150, features: 4, seed: 42);

    [Fact]
    public void Train_EarlyStopping_IsTheUnstoppedModelCutAtItsBest()
    {
        TreeEnsemble all = BoostingTrainer.Train(
            Data,
            Parameters with { EarlyStoppingRounds = 0 },
            AbsoluteErrorObjective.Instance,
            cancellation: TestContext.Current.CancellationToken);
        double[] expected = [.. Enumerable.Range(1, 60).Select(trees => Enumerable.Range(0, Other.Rows).Average(row => Math.Abs(Other.Labels[row] - Score(all, trees, row))))];
        int best = FirstBest(expected);

        ValidatedModel result = Train(Parameters, AbsoluteErrorObjective.Instance);

        Assert.True(result.StoppedEarly);
        Assert.Equal("l1", result.MetricName);
        Assert.Equal(best, result.BestIteration);
        Assert.Equal(best, result.Model.Trees.Count);
        Assert.Equal(best + 5, result.Scores.Count);
        Assert.Equal(expected[best - 1], result.BestScore, 1e-6);
        Assert.All(result.Scores.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        Assert.All(result.Model.Trees.Zip(all.Trees), pair => Assert.Equal(pair.Second.LeafValue, pair.First.LeafValue));
        Assert.Contains(new("early_stopping_round", "5"), result.Model.Parameters);

        // The first iteration after which five bring nothing better.
        static int FirstBest(double[] values)
        {
            int at = 0;
            for (int i = 1; i < values.Length && i - at <= 5; i++)
            {
                at = values[i] < values[at] ? i : at;
            }

            return at + 1;
        }
    }

    [Fact]
    public void Train_IterationsRunOut_CutsAtTheBestAllTheSame()
    {
        ValidatedModel stopped = Train(Parameters);
        BoostingParameters patient = Parameters with { Iterations = stopped.BestIteration + 3, EarlyStoppingRounds = 50 };

        ValidatedModel result = Train(patient);

        Assert.False(result.StoppedEarly);
        Assert.Equal(stopped.BestIteration, result.BestIteration);
        Assert.Equal(stopped.BestIteration, result.Model.Trees.Count);
        Assert.Equal(stopped.BestIteration + 3, result.Scores.Count);
    }

    [Fact]
    public void Train_WithoutRounds_MeasuresAndKeepsAllTrees()
    {
        List<BoostingProgress> told = [];

        ValidatedModel result = BoostingTrainer.Train(
            Data,
            new ValidationSet(Other),
            Parameters with { EarlyStoppingRounds = 0 },
            progress: new Listener(told.Add),
            cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(60, result.Model.Trees.Count);
        Assert.False(result.StoppedEarly);
        Assert.Equal(result.Scores.Min(), result.BestScore);
        Assert.Equal(result.Scores.Select(score => (double?)score), told.Select(progress => progress.ValidationScore));
        Assert.DoesNotContain(result.Model.Parameters, pair => pair.Key == "early_stopping_round");
    }

    [Theory]
    [InlineData(0, false, new[] { 5.0, 4, 4.5, 4, 4.1 }, 2, true)]
    [InlineData(0.5, false, new[] { 5.0, 4.6, 4.5, 4.51 }, 1, true)]
    [InlineData(0.4, false, new[] { 5.0, 4.7, 4.5, 4.4 }, 3, false)]
    [InlineData(0, true, new[] { 5.0, 6, 5, 5.5, 6 }, 2, true)]
    [InlineData(0, false, new[] { double.NaN, 7, double.NegativeInfinity, double.NaN, 8 }, 2, true)]
    [InlineData(0, false, new[] { double.NaN, double.NaN, double.NaN }, 0, true)]
    public void Stops_NoBetterForThreeRounds_IsTrue(double minimumDelta, bool higherIsBetter, double[] scores, int best, bool stops)
    {
        EarlyStopping stopping = new(3, minimumDelta, higherIsBetter);

        Assert.Equal(stops, scores.Any(stopping.Stops));
        Assert.Equal(best, stopping.BestIteration);
    }

    [Fact]
    public void Train_OwnMetric_IsGivenPredictionsAndItsDirection()
    {
        ValidatedModel result = Train(Parameters with { Iterations = 10 }, new BinaryObjective(), new Accuracy(), Labelled(Data), Labelled(Other));

        Assert.Equal("accuracy", result.MetricName);
        Assert.InRange(result.BestScore, 0.8, 1);
        Assert.Equal(result.Scores.Max(), result.BestScore);
    }

    [Fact]
    public void Train_NothingToSplit_MeasuresTheConstant()
    {
        TrainingData flat = new(Data.FeatureNames, [.. Enumerable.Range(0, 4).Select(_ => new double[300])], Data.Labels);

        foreach (bool fromAverage in new[] { true, false })
        {
            ValidatedModel result = Train(Parameters with { BoostFromAverage = fromAverage }, training: flat);

            double mean = Data.Labels.Average(label => (double)(float)label);
            Assert.Equal(1, result.BestIteration);
            Assert.Equal(mean, Assert.Single(result.Model.Trees).LeafValue[0], 1e-9);
            Assert.Equal(Other.Labels.Average(label => Math.Pow((float)label - mean, 2)), result.BestScore, 1e-9);
        }
    }

    [Fact]
    public void Train_InitialScores_AreTheValidationRowsOwn()
    {
        TrainingData training = WithScores(Data, 2);
        TrainingData same = WithScores(Other, 2);
        TrainingData other = WithScores(Other, 5);

        ValidatedModel first = Train(Parameters with { EarlyStoppingRounds = 0, Iterations = 1 }, AbsoluteErrorObjective.Instance, null, training, same);
        ValidatedModel second = Train(Parameters with { EarlyStoppingRounds = 0, Iterations = 1 }, AbsoluteErrorObjective.Instance, null, training, other);

        double Expected(double start) => Enumerable.Range(0, Other.Rows).Average(row => Math.Abs(Other.Labels[row] - start - Score(first.Model, 1, row)));
        Assert.Equal(Expected(2), first.BestScore, 1e-6);
        Assert.Equal(Expected(5), second.BestScore, 1e-6);
    }

    [Fact]
    public void Train_WrongValidation_IsRefused()
    {
        TrainingData renamed = new(["a", "b", "c", "d"], [.. Enumerable.Range(0, 4).Select(f => Other.Column(f).ToArray())], Other.Labels);

        Assert.Contains("other features", Refusal(() => Train(Parameters, validation: renamed)), StringComparison.Ordinal);
        Assert.Contains("initial scores", Refusal(() => Train(Parameters, training: WithScores(Data, 1))), StringComparison.Ordinal);
        Assert.Contains("label of row", Refusal(() => Train(Parameters, new BinaryObjective(), null, Labelled(Data))), StringComparison.Ordinal);
        Assert.StartsWith(
            "early_stopping_round needs a validation set",
            Refusal(() => BoostingTrainer.Train(Data, Parameters, cancellation: TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);
        Assert.Throws<ArithmeticException>(() => Train(Parameters, metric: new NotANumber()));
    }

    private static ValidatedModel Train(
        BoostingParameters parameters,
        IObjective? objective = null,
        IValidationMetric? metric = null,
        TrainingData? training = null,
        TrainingData? validation = null) =>
        BoostingTrainer.Train(
            training ?? Data,
            new ValidationSet(validation ?? Other, metric),
            parameters,
            objective,
            cancellation: TestContext.Current.CancellationToken);

    private static double Score(TreeEnsemble model, int trees, int row)
    {
        double[] values = GeneratedData.Row(Other, row);
        return model.Trees.Take(trees).Sum(tree => tree.LeafValue[PlainScorer.LeafOf(tree, values)]);
    }

    private static TrainingData Labelled(TrainingData data) =>
        new(data.FeatureNames, [.. Enumerable.Range(0, 4).Select(f => data.Column(f).ToArray())], [.. data.Labels.Select(label => label > 3 ? 1.0 : 0.0)]);

    private static TrainingData WithScores(TrainingData data, double score) =>
        new(data.FeatureNames, [.. Enumerable.Range(0, 4).Select(f => data.Column(f).ToArray())], data.Labels, null, [.. data.Labels.Select(_ => score)]);

    private static string Refusal(Action train) => Assert.Throws<ArgumentException>(train).Message;

    private sealed class Listener(Action<BoostingProgress> report) : IProgress<BoostingProgress>
    {
        public void Report(BoostingProgress value) => report(value);
    }

    private sealed class Accuracy : IValidationMetric
    {
        public string Name => "accuracy";

        public bool HigherIsBetter => true;

        public double Evaluate(ReadOnlySpan<double> predictions, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
        {
            int hits = 0;
            for (int row = 0; row < labels.Length; row++)
            {
                Assert.InRange(predictions[row], 0, 1);
                hits += predictions[row] > 0.5 == labels[row] > 0 ? 1 : 0;
            }

            return hits / (double)labels.Length;
        }
    }

    private sealed class NotANumber : IValidationMetric
    {
        public string Name => "nothing";

        public double Evaluate(ReadOnlySpan<double> predictions, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights) => double.NaN;
    }
}
