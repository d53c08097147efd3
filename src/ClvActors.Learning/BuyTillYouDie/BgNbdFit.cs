namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>A BG/NBD or MBG/NBD model fitted by maximum likelihood.</summary>
/// <param name="Model">The fitted model, in the data's unit of time.</param>
/// <param name="Parameters">r, alpha, a, b with their standard errors, in the data's unit of time.</param>
/// <param name="Penalty">The penalty it was fitted with.</param>
/// <param name="Diagnostics">How the fit ended.</param>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record BgNbdFit(BgNbdModel Model, IReadOnlyList<ParameterEstimate> Parameters, double Penalty, FitDiagnostics Diagnostics)
{
    // In units of 1, the time per purchase, 1 and 1: middling, many buyers soon gone, few ever gone. All three meet on CDNOW and on Online Retail II; they guard against a local optimum.
    private static readonly double[][] Starts = [[1, 1, 0.5, 1.5], [0.3, 0.3, 1, 3], [2, 2, 0.1, 1]];

    /// <summary>Fits a model. Minimises mean(-log-likelihood) + penalty x (r^2 + (alpha / greatest age)^2 + a^2 + b^2), lifetimes' objective.</summary>
    /// <param name="customers">At least 10 customers, one-time buyers too; the order does not matter.</param>
    /// <param name="penalty">Strength of the penalty, 0 or more; 0 is plain maximum likelihood.</param>
    /// <param name="modified">Whether to fit MBG/NBD.</param>
    /// <exception cref="InvalidDataException">There are too few customers, a history is impossible, nobody bought again, or all histories are the same; the message is one clear line.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is negative or not finite.</exception>
    public static BgNbdFit Fit(IReadOnlyCollection<PurchaseSummary> customers, double penalty = 0, bool modified = false)
    {
        ArgumentNullException.ThrowIfNull(customers);
        FitInput.CheckPenalty(penalty);
        FitInput.CheckHistories(customers);
        BgNbdLikelihood likelihood = new(customers, penalty, modified);
        MaximumLikelihoodResult result = new MaximumLikelihood(likelihood.Evaluate, 1, likelihood.TimePerPurchase, 1, 1).Search(customers.Count, Starts);
        double[] values = [.. result.Parameters];
        double[] errors = [.. result.StandardErrors];
        double penalised = penalty * values.Sum(value => value * value);
        values[1] /= likelihood.TimeScale;
        errors[1] /= likelihood.TimeScale;

        // A density of x times changes with the unit of time.
        double logLikelihood = (customers.Count * (penalised - result.Objective)) + (likelihood.Purchases * Math.Log(likelihood.TimeScale));
        return new BgNbdFit(
            new BgNbdModel(values[0], values[1], values[2], values[3], modified),
            [new("r", values[0], errors[0]), new("alpha", values[1], errors[1]), new("a", values[2], errors[2]), new("b", values[3], errors[3])],
            penalty,
            new FitDiagnostics(customers.Count, logLikelihood, result.Objective, result.Iterations, result.GradientNorm, result.HasConverged, result.IsDetermined));
    }
}
