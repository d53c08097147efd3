namespace ClvActors.Learning.Monitoring.Baselines;

/// <summary>What a model decides by: mean absolute SHAP values (Lundberg and others 2020, "From local explanations to global understanding with explainable AI for trees", section on feature importance and monitoring).</summary>
/// <param name="Inputs">Names of the inputs, in the order of the arrays.</param>
/// <param name="All">Of all customers.</param>
/// <param name="Stages">Of each lifecycle stage from New to Loyal, empty ones included.</param>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record BaselineContributions(IReadOnlyList<string> Inputs, StageContributions All, IReadOnlyList<StageContributions> Stages);
