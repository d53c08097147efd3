using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Learning.Tests.Boosting.Objectives;

public sealed class ObjectiveInputTests
{
    private static readonly double[] Feature = [.. Enumerable.Range(0, 100).Select(row => (double)row)];

    public static TheoryData<IObjective, double[], string> WrongLabels => new()
    {
        { new TweedieObjective(), [1, -0.5, 2], "label of row 1 is -0.5, but tweedie needs labels of 0 or more" },
        { new TweedieObjective(), [0, 0, 0], "all labels are 0, but tweedie needs one above 0" },
        { new PoissonObjective(), [-1, 1, 2], "label of row 0 is -1, but poisson needs labels of 0 or more" },
        { new PoissonObjective(), [0, 0, 0], "all labels are 0, but poisson needs one above 0" },
        { new BinaryObjective(), [0, 1, 2], "label of row 2 is 2, but binary needs 0 or 1" },
        { new BinaryObjective(), [-1, 1, 1], "label of row 0 is -1, but binary needs 0 or 1" },
    };

    [Theory]
    [MemberData(nameof(WrongLabels), DisableDiscoveryEnumeration = true)]
    public void Train_LabelOutOfRange_IsRefused(IObjective objective, double[] labels, string message) =>
        Assert.StartsWith(message, Refusal(() => Train(new TrainingData(["x"], [Feature[..3]], labels), objective)), StringComparison.Ordinal);

    [Fact]
    public void Train_PositiveLabelsWithoutWeight_AreRefused() => Assert.StartsWith(
        "all labels above 0 have weight 0, but tweedie needs one with a weight",
        Refusal(() => Train(new TrainingData(["x"], [[1, 2]], [0, 1], [1, 0]), new TweedieObjective())),
        StringComparison.Ordinal);

    [Fact]
    public void Constructors_ParameterOutOfRange_NameIt()
    {
        Assert.StartsWith("alpha must be above 0 and below 1, but is 1", Refusal(() => new QuantileObjective(1)), StringComparison.Ordinal);
        Assert.StartsWith("alpha must be above 0 and below 1, but is NaN", Refusal(() => new QuantileObjective(double.NaN)), StringComparison.Ordinal);
        Assert.StartsWith("alpha must be above 0 and finite, but is 0", Refusal(() => new HuberObjective(0)), StringComparison.Ordinal);
        Assert.StartsWith("tweedie_variance_power must be above 1 and below 2, but is 1", Refusal(() => new TweedieObjective(1)), StringComparison.Ordinal);
        Assert.StartsWith("poisson_max_delta_step must be above 0 and finite, but is -1", Refusal(() => new PoissonObjective(-1)), StringComparison.Ordinal);
        Assert.StartsWith("sigmoid must be above 0 and finite, but is 0", Refusal(() => new BinaryObjective(0)), StringComparison.Ordinal);
    }

    // What LightGBM 4.6 gave for 100 rows of one label.
    [Theory]
    [InlineData(1, 34.539575992340879)]
    [InlineData(0, -34.538776391283193)]
    public void Train_OneClass_GivesLightGbmsConstant(double label, double score)
    {
        TreeEnsemble model = Train(new TrainingData(["x"], [Feature], [.. Feature.Select(_ => label)]), new BinaryObjective());

        Assert.Equal(score, Assert.Single(model.Trees).LeafValue[0], 1e-12);
    }

    [Fact]
    public void Train_EqualLabels_GivesTheConstant()
    {
        TrainingData data = new(["x"], [Feature], [.. Feature.Select(_ => 2.5)]);

        Assert.Equal(Math.Log(2.5), Assert.Single(Train(data, new TweedieObjective()).Trees).LeafValue[0], 1e-15);
        Assert.Equal(Math.Log(2.5), Assert.Single(Train(data, new PoissonObjective()).Trees).LeafValue[0], 1e-15);
        Assert.Equal(2.5, Assert.Single(Train(data, AbsoluteErrorObjective.Instance).Trees).LeafValue[0]);

        // Rounding of equal gradients gains a split here, in LightGBM too; the leaves are renewed to nothing.
        Assert.Equal(2.5, PlainScorer.Score(Train(data, new QuantileObjective(0.2)), [7]));
    }

    [Fact]
    public void Train_ObjectiveWithParameters_WritesThemAsLightGbmDoes()
    {
        TrainingData data = new(["x"], [Feature], [.. Feature.Select(value => value > 40 ? 1.0 : 0.0)]);

        Assert.Equal("0.75", Written(new QuantileObjective(0.75), "quantile")["alpha"]);
        Assert.Equal("1.5", Written(new HuberObjective(1.5), "huber")["alpha"]);
        Assert.Equal("1.1", Written(new TweedieObjective(1.1), "tweedie")["tweedie_variance_power"]);
        Assert.Equal("0.7", Written(new PoissonObjective(), "poisson")["poisson_max_delta_step"]);
        Assert.Equal("binary", Written(new BinaryObjective(2), "binary sigmoid:2")["objective"]);

        Dictionary<string, string> Written(IObjective objective, string name)
        {
            TreeEnsemble model = LightGbmTextReader.Parse(LightGbmTextWriter.WriteText(Train(data, objective)));
            Assert.Equal(name, model.Objective);
            return new Dictionary<string, string>(model.Parameters);
        }
    }

    private static TreeEnsemble Train(TrainingData data, IObjective objective) =>
        BoostingTrainer.Train(data, new BoostingParameters { Iterations = 3 }, objective, cancellation: TestContext.Current.CancellationToken);

    private static string Refusal(Func<object> make) => Assert.Throws<ArgumentException>(make).Message;
}
