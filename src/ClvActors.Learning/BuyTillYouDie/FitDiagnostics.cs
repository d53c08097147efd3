namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>How a maximum-likelihood fit ended.</summary>
/// <param name="Customers">Customers that were fitted.</param>
/// <param name="LogLikelihood">Log-likelihood of all customers at the estimate, in the units of the data, without the penalty.</param>
/// <param name="Objective">What was minimised: the mean negative log-likelihood, for BG/NBD with time in units of the greatest age, plus the penalty.</param>
/// <param name="Iterations">Iterations of the optimiser over all starts.</param>
/// <param name="GradientNorm">Largest absolute derivative of the objective by the logarithm of a parameter at the estimate; towards a bound of the search it does not count.</param>
/// <param name="HasConverged">Whether that is at most 1e-6, or where the objective exceeds 1 that part of it.</param>
/// <param name="IsDetermined">
/// Whether every parameter has a finite optimum and a standard error; otherwise the likelihood is flat or only grows towards an infinite or vanishing parameter, where the search was stopped.
/// Predictions of such a fit are sound, its parameters mean nothing by themselves.
/// </param>
public sealed record FitDiagnostics(
    int Customers, double LogLikelihood, double Objective, int Iterations, double GradientNorm, bool HasConverged, bool IsDetermined);
