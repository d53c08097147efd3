using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Rivals.Linear;
using ClvActors.Learning.Rivals.Networks;

namespace ClvActors.Learning.Tests.Rivals.Networks;

public sealed class NeuralNetworkTests
{
    [Theory]
    [InlineData(NetworkLoss.SquaredError, 0)]
    [InlineData(NetworkLoss.SquaredError, 4)]
    [InlineData(NetworkLoss.AbsoluteError, 4)]
    [InlineData(NetworkLoss.LogLoss, 4)]
    public void Gradient_AnyParameter_EqualsFiniteDifferences(NetworkLoss loss, int second)
    {
        const double Step = 1e-5;
        NetworkShape shape = new(second == 0 ? [3, 5, 1] : [3, 5, second, 1]);
        for (int seed = 0; seed < 20; seed++)
        {
            Random random = new(seed);
            NetworkGradient network = new(shape, loss);
            double[] parameters = [.. Enumerable.Range(0, shape.Parameters).Select(_ => (2 * random.NextDouble()) - 1)];
            double[] row = [.. Enumerable.Range(0, 3).Select(_ => (4 * random.NextDouble()) - 2)];
            double label = random.Next(2);
            double[] gradient = new double[shape.Parameters];

            network.Add(parameters, row, label, gradient);

            for (int parameter = 0; parameter < parameters.Length; parameter++)
            {
                double difference = (LossAt(parameter, Step) - LossAt(parameter, -Step)) / (2 * Step);
                Assert.True(Math.Abs(difference - gradient[parameter]) < 1e-6, $"seed {seed}, parameter {parameter}: {gradient[parameter]}, differences {difference}");
            }

            double LossAt(int parameter, double by)
            {
                double[] moved = [.. parameters];
                moved[parameter] += by;
                return network.Loss(network.Score(moved, row), label);
            }
        }
    }

    /// <summary>The first step of Adam is the learning rate against the gradient's sign, whatever its size; decay takes a share of weights, not of biases.</summary>
    [Fact]
    public void Adam_FirstStep_IsTheLearningRateAndTheDecay()
    {
        NetworkShape shape = new([1, 1, 1]);
        double[] parameters = [2, 3, 4, 5];

        new AdamOptimiser(shape, learningRate: 0.1, weightDecay: 0.5).Step(parameters, [1e-3, -70, 20, 0]);

        Assert.Equal(2 - 0.1 - (0.1 * 0.5 * 2), parameters[0], 1e-5);
        Assert.Equal(3 + 0.1, parameters[1], 1e-5);
        Assert.Equal(4 - 0.1 - (0.1 * 0.5 * 4), parameters[2], 1e-5);
        Assert.Equal(5, parameters[3]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public void Predict_TrainedNetwork_EqualsItsTrainingPass(int second)
    {
        RandomRows data = RandomRows.Draw(60, seed: 2);
        FeatureScaling scaling = FeatureScaling.Fit(data.Features, logSkewed: true);
        NetworkShape shape = new(second == 0 ? [6, 7, 1] : [6, 7, second, 1]);
        Random random = new(1);
        double[] parameters = [.. Enumerable.Range(0, shape.Parameters).Select(_ => random.NextDouble() - 0.5)];
        NeuralNetwork model = new(scaling, shape, parameters, NetworkLoss.SquaredError, 10, 3);
        NetworkGradient pass = new(shape, NetworkLoss.SquaredError);

        Assert.All(data.Rows, row => Assert.Equal(
            10 + (3 * pass.Score(parameters, [.. row.Select((value, feature) => scaling.Scale(feature, value))])), model.Predict(row), 1e-10));
    }

    [Fact]
    public void Fit_CurvedLabels_PredictsNewRowsBetterThanALine()
    {
        (FeatureMatrix train, double[] trainLabels) = Waves(900, seed: 1);
        (FeatureMatrix test, double[] testLabels) = Waves(300, seed: 2);

        double network = Metrics.RSquared(testLabels, test.Predict(new NeuralNetworkTrainer { MaximumEpochs = 150 }.Fit(train, trainLabels, seed: 1)));
        double line = Metrics.RSquared(testLabels, test.Predict(new RidgeTrainer().Fit(train, trainLabels, seed: 1)));

        Assert.True(network > 0.85 && line < 0.6, $"network {network}, line {line}");
    }

    [Fact]
    public void Fit_Noise_StopsEarlyInsteadOfLearningByHeart()
    {
        Random random = new(3);
        FeatureMatrix features = FeatureMatrix.FromRows([.. Enumerable.Range(0, 120).Select(_ => Enumerable.Range(0, 8).Select(_ => random.NextDouble()).ToArray())]);
        double[] labels = [.. Enumerable.Range(0, 120).Select(_ => random.NextDouble())];
        NeuralNetworkTrainer trainer = new() { MaximumEpochs = 200, LearningRate = 0.01, WeightDecay = 0, Patience = 10 };

        double stopped = Metrics.RSquared(labels, features.Predict(trainer.Fit(features, labels, seed: 1)));
        double byHeart = Metrics.RSquared(labels, features.Predict((trainer with { ValidationShare = 0 }).Fit(features, labels, seed: 1)));

        Assert.True(byHeart > 0.9 && stopped < 0.4, $"by heart {byHeart}, stopped {stopped}");
    }

    [Fact]
    public void Fit_LogLoss_GivesProbabilities()
    {
        RandomRows data = RandomRows.Draw(400, seed: 6);
        NeuralNetworkTrainer trainer = new() { Loss = NetworkLoss.LogLoss, MaximumEpochs = 60 };

        double[] probabilities = data.Features.Predict(trainer.Fit(data.Features, data.Outcomes, seed: 3));

        Assert.True(ClassificationMetrics.Of(data.Outcomes, probabilities).Auc > 0.95);
        Assert.Contains("expected 0 or 1", Assert.Throws<ArgumentException>(() => trainer.Fit(data.Features, data.Labels, seed: 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_AbsoluteError_AimsAtTheMedian()
    {
        FeatureMatrix features = FeatureMatrix.FromRows([.. Enumerable.Range(0, 300).Select(row => new double[] { row % 7 })]);
        double[] labels = [.. Enumerable.Range(0, 300).Select(row => row % 3 == 0 ? 900.0 : 10)];
        NeuralNetworkTrainer trainer = new() { Loss = NetworkLoss.AbsoluteError, MaximumEpochs = 100 };

        Assert.InRange(trainer.Fit(features, labels, seed: 3).Predict([3]), -30, 60);
        Assert.InRange((trainer with { Loss = NetworkLoss.SquaredError }).Fit(features, labels, seed: 3).Predict([3]), 200, 400);
    }

    [Fact]
    public void Fit_OtherSeed_GivesAnotherNetwork()
    {
        RandomRows data = RandomRows.Draw(80, seed: 6);
        NeuralNetworkTrainer trainer = new() { MaximumEpochs = 5 };

        Assert.NotEqual(
            data.Features.Predict(trainer.Fit(data.Features, data.Labels, seed: 3)),
            data.Features.Predict(trainer.Fit(data.Features, data.Labels, seed: 4)));
    }

    [Fact]
    public void Fit_WrongSettingOrCancelled_Throws()
    {
        FeatureMatrix features = FeatureMatrix.FromRows([[1], [2]]);
        foreach (NeuralNetworkTrainer wrong in new NeuralNetworkTrainer[]
        {
            new() { FirstUnits = 0 }, new() { SecondUnits = 513 }, new() { LearningRate = 0 }, new() { WeightDecay = -1 }, new() { BatchRows = 0 },
            new() { MaximumEpochs = 0 }, new() { Patience = 0 }, new() { ValidationShare = 1 }, new() { Loss = (NetworkLoss)9 },
        })
        {
            Assert.Throws<ArgumentException>(() => wrong.Fit(features, [1, 2], seed: 0));
        }

        Assert.Throws<OperationCanceledException>(() => new NeuralNetworkTrainer().Fit(features, [1, 2], seed: 0, new CancellationToken(true)));
    }

    private static (FeatureMatrix Features, double[] Labels) Waves(int count, int seed)
    {
        Random random = new(seed);
        double[][] rows = [.. Enumerable.Range(0, count).Select(_ => new[] { random.NextDouble() * 6, random.NextDouble() * 2 })];
        return (FeatureMatrix.FromRows(rows), [.. rows.Select(row => 50 + (10 * Math.Sin(row[0]) * row[1]) + (row[1] * row[1]))]);
    }
}
