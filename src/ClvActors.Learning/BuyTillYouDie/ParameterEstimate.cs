namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>A fitted parameter.</summary>
/// <param name="Name">Its name in the literature.</param>
/// <param name="Value">The estimate, above 0.</param>
/// <param name="StandardError">Its standard error by the curvature of the likelihood; NaN where that is flat, so that the data do not determine the parameter.</param>
public readonly record struct ParameterEstimate(string Name, double Value, double StandardError);
