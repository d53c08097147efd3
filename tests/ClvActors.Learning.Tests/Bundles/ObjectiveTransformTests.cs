using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class ObjectiveTransformTests
{
    [Theory]
    [InlineData("regression", -1.5, -1.5)]
    [InlineData("regression_l1", 2, 2)]
    [InlineData("quantile alpha:0.9", 2, 2)]
    [InlineData("", 2, 2)]
    [InlineData("regression sqrt", 3, 9)]
    [InlineData("regression sqrt", -3, -9)]
    [InlineData("tweedie tweedie_variance_power:1.5", 1, Math.E)]
    [InlineData("binary sigmoid:2", 0.5, 0.7310585786300049)]
    [InlineData("binary", 1, 0.7310585786300049)]
    [InlineData("cross_entropy", 0, 0.5)]
    public void For_KnownObjective_TransformsTheRawScore(string objective, double raw, double prediction) =>
        Assert.Equal(prediction, ObjectiveTransform.For(objective)(raw), 1e-15);

    [Theory]
    [InlineData("multiclass num_class:3", "the objective 'multiclass num_class:3' is not supported")]
    [InlineData("binary sigmoid:x", "the objective's sigmoid 'x' is not a number")]
    public void For_OtherObjective_IsRefusedByName(string objective, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => ObjectiveTransform.For(objective)).Message);
}
