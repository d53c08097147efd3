using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.Bundles.Parts;

/// <summary>A parameter of a buy-till-you-die model.</summary>
/// <param name="Value">The estimate, above 0.</param>
/// <param name="StandardError">Its standard error; NaN where the data do not determine it.</param>
public sealed record FittedParameter(double Value, double StandardError)
{
    /// <summary>Parameters by their name in the literature.</summary>
    internal static IReadOnlyDictionary<string, FittedParameter> ByName(IEnumerable<ParameterEstimate> estimates) =>
        estimates.ToDictionary(estimate => estimate.Name, estimate => new FittedParameter(estimate.Value, estimate.StandardError));
}
