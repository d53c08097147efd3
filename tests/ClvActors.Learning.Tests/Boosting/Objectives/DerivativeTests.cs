using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;

namespace ClvActors.Learning.Tests.Boosting.Objectives;

/// <summary>Each objective's derivatives against differences of its loss, written down here once more.</summary>
public sealed class DerivativeTests
{
    private const double Alpha = 0.7;
    private const double Power = 1.3;
    private const double Sigmoid = 1.5;
    private const double Step = 1e-4;

    private static readonly float[] Amounts = [0, 0.25f, 1, 3, 12];

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["regression"] = new(SquaredErrorObjective.Instance, Amounts, (label, score) => (score - label) * (score - label) / 2),
        ["regression_l1"] = new(AbsoluteErrorObjective.Instance, Amounts, (label, score) => Math.Abs(score - label), Hessian: _ => 1),
        ["huber"] = new(
            new HuberObjective(Alpha),
            Amounts,
            (label, score) => Math.Abs(score - label) <= Alpha ? (score - label) * (score - label) / 2 : Alpha * (Math.Abs(score - label) - (Alpha / 2)),
            Hessian: _ => 1),
        ["quantile"] = new(
            new QuantileObjective(Alpha),
            Amounts,
            (label, score) => label >= score ? Alpha * (label - score) : (1 - Alpha) * (score - label),
            Hessian: _ => 1),

        // LightGBM enlarges this one's second derivative to keep steps small.
        ["poisson"] = new(new PoissonObjective(0.5), Amounts, (label, score) => Math.Exp(score) - (label * score), Hessian: score => Math.Exp(score + 0.5)),
        ["tweedie"] = new(
            new TweedieObjective(Power),
            Amounts,
            (label, score) => -(label * Math.Exp((1 - Power) * score) / (1 - Power)) + (Math.Exp((2 - Power) * score) / (2 - Power))),
        ["binary"] = new(
            new BinaryObjective(Sigmoid),
            [0, 1],
            (label, score) => Math.Log(1 + Math.Exp(label > 0 ? -Sigmoid * score : Sigmoid * score))),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Derive_LabelsAndScores_AreTheLosssDifferences(string name)
    {
        Case objective = Cases[name];
        foreach (float weight in new[] { 0, 1, 2.5f })
        {
            foreach (float label in objective.Labels)
            {
                foreach (double score in new[] { -3.03, -0.5, 0.11, 0.9, 1.77, 3.3, 12.4 })
                {
                    double At(double at) => objective.Loss(label, at);
                    double slope = (At(score + Step) - At(score - Step)) / (2 * Step);
                    double curvature = objective.Hessian?.Invoke(score) ?? (At(score + Step) - (2 * At(score)) + At(score - Step)) / (Step * Step);

                    (float gradient, float hessian) = Derivatives(objective.Objective, label, score, [weight]);

                    Assert.Equal(weight * slope, gradient, 1e-4 * (1 + Math.Abs(slope)));
                    Assert.Equal(weight * curvature, hessian, 1e-3 * (1 + Math.Abs(curvature)));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Derive_WithoutWeights_IsWeightOne(string name)
    {
        Case objective = Cases[name];
        foreach (float label in objective.Labels)
        {
            Assert.Equal(Derivatives(objective.Objective, label, 0.3, [1]), Derivatives(objective.Objective, label, 0.3, []));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void InitialScore_AnyWeights_IsTheBestConstant(string name)
    {
        Case objective = Cases[name];
        Random random = new(3);
        float[] labels = [.. Enumerable.Range(0, 41).Select(i => objective.Labels[i % objective.Labels.Length] + (name == "binary" ? 0 : (float)random.NextDouble()))];
        float[] weights = [.. labels.Select(_ => 0.1f + (0.8f * (float)random.NextDouble()))];
        double Total(double score) => labels.Zip(weights).Sum(row => row.Second * objective.Loss(row.First, score));

        double start = objective.Objective.InitialScore(labels, weights);

        // Huber starts from the mean, which is LightGBM's choice and not the loss's best.
        Assert.True(name == "huber" || (Total(start) <= Total(start + 0.01) && Total(start) <= Total(start - 0.01)), $"{start}");
        Assert.Equal(
            objective.Objective.InitialScore(labels, []),
            objective.Objective.InitialScore(labels, [.. labels.Select(_ => 0.5f)]),
            name is "regression_l1" or "quantile" ? 0.5 : 1e-6);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Metric_Predictions_IsTheMeanLoss(string name)
    {
        Case objective = Cases[name];
        float[] labels = [.. objective.Labels, .. objective.Labels];
        double[] scores = [.. Enumerable.Range(0, labels.Length).Select(i => (i * 0.37) - 1)];
        float[] weights = [.. Enumerable.Range(0, labels.Length).Select(i => i * 0.5f)];
        double[] predictions = [.. scores.Select(objective.Objective.ToPrediction)];
        double factor = name == "regression" ? 2 : 1;
        double[] losses = [.. labels.Zip(scores, (label, score) => factor * objective.Loss(label, score))];

        Assert.NotNull(objective.Objective.Metric);
        Assert.Equal(losses.Average(), objective.Objective.Metric.Evaluate(predictions, labels, []), 1e-9);
        Assert.Equal(losses.Zip(weights, (loss, weight) => loss * weight).Sum() / weights.Sum(), objective.Objective.Metric.Evaluate(predictions, labels, weights), 1e-9);
        Assert.False(objective.Objective.Metric.HigherIsBetter);
    }

    private static (float Gradient, float Hessian) Derivatives(IObjective objective, float label, double score, float[] weights)
    {
        float[] gradient = new float[1];
        float[] hessian = new float[1];
        objective.Derive([score], [label], weights, gradient, hessian);
        return (gradient[0], hessian[0]);
    }

    private sealed record Case(IObjective Objective, float[] Labels, Func<float, double, double> Loss, Func<double, double>? Hessian = null);
}
