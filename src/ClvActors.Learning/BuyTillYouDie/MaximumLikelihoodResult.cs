namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>Where a search ended.</summary>
/// <param name="Parameters">The estimates, above 0.</param>
/// <param name="StandardErrors">Their standard errors; all NaN when they are not determined.</param>
/// <param name="Objective">The objective there.</param>
/// <param name="Iterations">Iterations over all starts.</param>
/// <param name="GradientNorm">Largest absolute derivative by the logarithm of a parameter.</param>
/// <param name="HasConverged">Whether the gradient vanishes.</param>
/// <param name="IsDetermined">Whether no parameter stands at a bound and the curvature is positive definite.</param>
internal sealed record MaximumLikelihoodResult(
    double[] Parameters, double[] StandardErrors, double Objective, int Iterations, double GradientNorm, bool HasConverged, bool IsDetermined);
