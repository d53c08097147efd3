using ClvActors.Learning.Boosting;

namespace ClvActors.Learning.Tests.Boosting;

public sealed class BoostingInputTests
{
    public static TheoryData<string, BoostingParameters> Wrong => new()
    {
        { "num_iterations", new BoostingParameters { Iterations = 0 } },
        { "learning_rate", new BoostingParameters { LearningRate = 0 } },
        { "learning_rate", new BoostingParameters { LearningRate = double.NaN } },
        { "num_leaves", new BoostingParameters { Leaves = 1 } },
        { "min_data_in_leaf", new BoostingParameters { MinimumRowsInLeaf = -1 } },
        { "min_sum_hessian_in_leaf", new BoostingParameters { MinimumHessianInLeaf = -1e-9 } },
        { "min_gain_to_split", new BoostingParameters { MinimumGainToSplit = double.PositiveInfinity } },
        { "lambda_l1", new BoostingParameters { LambdaL1 = -1 } },
        { "lambda_l2", new BoostingParameters { LambdaL2 = double.NaN } },
        { "feature_fraction", new BoostingParameters { FeatureFraction = 0 } },
        { "bagging_fraction", new BoostingParameters { BaggingFraction = 1.01 } },
        { "bagging_freq", new BoostingParameters { BaggingFrequency = -1 } },
        { "max_bin", new BoostingParameters { MaximumBins = 257 } },
        { "min_data_in_bin", new BoostingParameters { MinimumRowsInBin = 0 } },
        { "early_stopping_round", new BoostingParameters { EarlyStoppingRounds = -1 } },
        { "early_stopping_min_delta", new BoostingParameters { EarlyStoppingMinimumDelta = -0.1 } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Validate_ValueOutOfRange_NamesTheParameter(string name, BoostingParameters parameters)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(parameters.Validate);

        Assert.StartsWith(name + " must be ", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Defaults_AreAccepted() => new BoostingParameters().Validate();

    [Fact]
    public void ToModelParameters_Reference_AreLightGbmsNames()
    {
        Dictionary<string, string> written = new(new BoostingParameters { Seed = 42, LearningRate = 0.05 }.ToModelParameters("regression"));

        Assert.Equal("regression", written["objective"]);
        Assert.Equal("0.05", written["learning_rate"]);
        Assert.Equal("400", written["bagging_seed"]);
        Assert.Equal("0.001", written["min_sum_hessian_in_leaf"]);
    }

    [Fact]
    public void TrainingData_WrongShapes_AreToldApart()
    {
        double[] two = [1, 2];
        Assert.Contains("no rows", Refusal(() => new TrainingData(["x"], [[]], [])), StringComparison.Ordinal);
        Assert.Contains("no features", Refusal(() => new TrainingData([], [], two)), StringComparison.Ordinal);
        Assert.Contains("1 feature names for 2 columns", Refusal(() => new TrainingData(["x"], [two, two], two)), StringComparison.Ordinal);
        Assert.Contains("'y' has 1 values for 2 labels", Refusal(() => new TrainingData(["x", "y"], [two, [1]], two)), StringComparison.Ordinal);
        Assert.Contains("'x' stands twice", Refusal(() => new TrainingData(["x", "x"], [two, two], two)), StringComparison.Ordinal);
        Assert.Contains("white space", Refusal(() => new TrainingData(["a b"], [two], two)), StringComparison.Ordinal);
        Assert.Contains("infinite", Refusal(() => new TrainingData(["x"], [[1, double.NegativeInfinity]], two)), StringComparison.Ordinal);
        Assert.Contains("label of row 1", Refusal(() => new TrainingData(["x"], [two], [1, double.NaN])), StringComparison.Ordinal);
        Assert.Contains("label of row 0", Refusal(() => new TrainingData(["x"], [two], [1e300, 1])), StringComparison.Ordinal);
        Assert.Contains("3 weights for 2 labels", Refusal(() => new TrainingData(["x"], [two], two, [1, 1, 1])), StringComparison.Ordinal);
        Assert.Contains("negative", Refusal(() => new TrainingData(["x"], [two], two, [1, -1])), StringComparison.Ordinal);
        Assert.Contains("all weights are 0", Refusal(() => new TrainingData(["x"], [two], two, [0, 0])), StringComparison.Ordinal);
        Assert.Contains("1 initial scores for 2 labels", Refusal(() => new TrainingData(["x"], [two], two, null, [1])), StringComparison.Ordinal);
        Assert.Contains("5 values do not make 2 rows of 2", Refusal(() => TrainingData.FromRows(["x", "y"], new double[5], two)), StringComparison.Ordinal);
    }

    [Fact]
    public void FromRows_RowMajor_IsTransposed()
    {
        TrainingData data = TrainingData.FromRows(["x", "y"], [1, 10, 2, 20, 3, 30], [0, 0, 0]);

        Assert.Equal([1, 2, 3], data.Column(0).ToArray());
        Assert.Equal([10, 20, 30], data.Column(1).ToArray());
    }

    private static string Refusal(Func<TrainingData> make) => Assert.Throws<ArgumentException>(make).Message;
}
