using ClvActors.Domain.Scoring;
using ClvActors.Host.Dashboard.Explanations;

namespace ClvActors.Host.Tests.Dashboard.Explanations;

public sealed class MoneyWaterfallTests
{
    [Fact]
    public void Of_TwoInputs_StepsThroughExpMinusOneByMagnitude()
    {
        IReadOnlyList<WaterfallStep> steps = MoneyWaterfall.Of(1, [new("small", 3, -0.5), new("large", 4, 2)], Math.Exp(2.5) - 1);

        Assert.Equal([WaterfallStepKind.Start, WaterfallStepKind.Input, WaterfallStepKind.Input, WaterfallStepKind.Total], steps.Select(step => step.Kind));
        Assert.Equal(["large", "small"], steps.Where(step => step.Kind == WaterfallStepKind.Input).Select(step => step.Feature));
        Assert.Equal(Math.E - 1, steps[0].To, 12);
        Assert.Equal(Math.Exp(3) - Math.E, steps[1].Change, 12);
        Assert.Equal(Math.Exp(2.5) - Math.Exp(3), steps[2].Change, 12);
    }

    [Fact]
    public void Of_RandomExplanations_AddUpToThePredictionAndKeepSigns()
    {
        const int Seed = 42;
        Random random = new(Seed);
        for (int round = 0; round < 300; round++)
        {
            FeatureContribution[] contributions = [.. Enumerable.Range(0, 71).Select(at => new FeatureContribution($"f{at}", at, round % 3 == 0 && at % 2 == 0 ? 0 : (random.NextDouble() - 0.5) * 2))];
            double raw = 4 + contributions.Sum(one => one.Contribution);
            double prediction = Math.Max(0, Math.Exp(raw) - 1) * (round % 2 == 0 ? 1 : 0.9);

            IReadOnlyList<WaterfallStep> steps = MoneyWaterfall.Of(4, contributions, prediction);

            Assert.True(steps.Count <= MoneyWaterfall.InputsShown + 5, $"seed {Seed}, round {round}");
            for (int at = 1; at < steps.Count - 1; at++)
            {
                Assert.Equal(steps[at - 1].To, steps[at].From);
            }

            Assert.Equal(prediction, steps[^2].To);
            Assert.Equal((0.0, prediction), (steps[^1].From, steps[^1].To));
            Assert.Equal(contributions.Count(one => one.Contribution != 0), steps.Sum(step => step.Inputs));
            Assert.All(steps.Where(step => step.Kind == WaterfallStepKind.Input && step.From > 1e-9 && step.To > 1e-9), step =>
                Assert.Equal(Math.Sign(contributions.Single(one => one.Feature == step.Feature).Contribution), Math.Sign(step.Change)));
        }
    }

    [Fact]
    public void Of_ScoreBelowZero_StandsAtNoMoneyAndNotBelow()
    {
        IReadOnlyList<WaterfallStep> steps = MoneyWaterfall.Of(0.5, [new("a", 1, -3), new("b", 1, 1)], 0);

        Assert.All(steps, step => Assert.True(step.From >= 0 && step.To >= 0));
        Assert.Equal(0, steps[^1].To);
    }

    [Fact]
    public void Of_ModelThatDoesMoreAfterItsScore_SaysSoInOneStep()
    {
        IReadOnlyList<WaterfallStep> steps = MoneyWaterfall.Of(3, [new("a", 1, 1)], 40);

        WaterfallStep after = Assert.Single(steps, step => step.Kind == WaterfallStepKind.AfterTheScore);
        Assert.Equal((Math.Exp(4) - 1, 40), (after.From, after.To));
    }

    [Fact]
    public void Of_NoScore_IsEmpty()
    {
        Assert.Empty(MoneyWaterfall.Of(double.NaN, [new("a", 1, 1)], 10));
        Assert.Empty(MoneyWaterfall.Of(1, [], 10));
    }

    [Fact]
    public void Of_OneInputTooMany_ShowsItInsteadOfAGroupOfOne()
    {
        FeatureContribution[] contributions = [.. Enumerable.Range(1, 4).Select(at => new FeatureContribution($"f{at}", 0, at / 10.0))];

        Assert.DoesNotContain(MoneyWaterfall.Of(1, contributions, Math.Exp(2) - 1, inputsShown: 3), step => step.Kind == WaterfallStepKind.OtherInputs);
        Assert.Equal(3, MoneyWaterfall.Of(1, contributions, Math.Exp(2) - 1, inputsShown: 1).Single(step => step.Kind == WaterfallStepKind.OtherInputs).Inputs);
    }
}
