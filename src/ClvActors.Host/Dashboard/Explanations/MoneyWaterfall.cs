using ClvActors.Domain.Scoring;

namespace ClvActors.Host.Dashboard.Explanations;

/// <summary>Turns contributions to a raw score into steps of money that add up to the prediction.</summary>
/// <remarks>
/// <para>Contributions (SHAP values, Lundberg and Lee 2017) add up in the raw score, which is log(1 + spend); money is exp(score) - 1, not below 0. The inputs are taken one after another, largest magnitude first: each step is
/// the money after the sum of contributions up to and with it, less the money before. So the steps telescope: they add up whatever the link, and the sign of each is its contribution's sign. The size of a step depends on its
/// place (the same log contribution is more money where there is more already); the order by magnitude is fixed by the explanation, so the picture is too.</para>
/// <para>A last step takes up what the model does after the score, so that the end is the prediction to the last bit; it is left out where it is below a ten-thousandth of the prediction and of 1. Pure; safe on any thread.</para>
/// </remarks>
public static class MoneyWaterfall
{
    /// <summary>How many inputs are shown one by one unless told otherwise.</summary>
    public const int InputsShown = 10;

    private const double Negligible = 1e-4;

    // exp of more is beyond any amount and would end in infinities.
    private const double LargestScore = 500;

    /// <summary>Makes the steps.</summary>
    /// <param name="baseScore">The score before any input.</param>
    /// <param name="contributions">All contributions in any order; their sum and the base make the raw score.</param>
    /// <param name="prediction">The predicted value, at least 0.</param>
    /// <param name="inputsShown">How many inputs get a step of their own, at least 0; the others share one.</param>
    /// <returns>From the start to the total; empty when there is no score to explain.</returns>
    public static IReadOnlyList<WaterfallStep> Of(
        double baseScore, IReadOnlyList<FeatureContribution> contributions, double prediction, int inputsShown = InputsShown)
    {
        if (double.IsNaN(baseScore) || contributions.Count == 0)
        {
            return [];
        }

        FeatureContribution[] ordered = [.. contributions.Where(one => one.Contribution != 0).OrderByDescending(one => Math.Abs(one.Contribution))];

        // A group of one would hide a name for nothing.
        int shown = ordered.Length <= inputsShown + 1 ? ordered.Length : inputsShown;
        double score = baseScore;
        double money = Money(score);
        List<WaterfallStep> steps = [new(WaterfallStepKind.Start, "", double.NaN, 0, money, 0)];
        foreach (FeatureContribution one in ordered.AsSpan(0, shown))
        {
            score += one.Contribution;
            steps.Add(new WaterfallStep(WaterfallStepKind.Input, one.Feature, one.Value, money, Money(score), 1));
            money = steps[^1].To;
        }

        if (shown < ordered.Length)
        {
            score += ordered.Skip(shown).Sum(one => one.Contribution);
            steps.Add(new WaterfallStep(WaterfallStepKind.OtherInputs, "", double.NaN, money, Money(score), ordered.Length - shown));
            money = steps[^1].To;
        }

        if (Math.Abs(prediction - money) > Negligible * Math.Max(1, prediction))
        {
            steps.Add(new WaterfallStep(WaterfallStepKind.AfterTheScore, "", double.NaN, money, prediction, 0));
        }
        else
        {
            // Rounding of the sums: the last step ends at the prediction itself.
            steps[^1] = steps[^1] with { To = prediction };
        }

        steps.Add(new WaterfallStep(WaterfallStepKind.Total, "", double.NaN, 0, prediction, 0));
        return steps;
    }

    private static double Money(double score) => Math.Max(0, Math.Exp(Math.Min(score, LargestScore)) - 1);
}
