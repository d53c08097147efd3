using MathNet.Numerics.Statistics;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>A Gamma-Gamma model fitted by maximum likelihood.</summary>
/// <param name="Model">The fitted model.</param>
/// <param name="Parameters">p, q, v with their standard errors.</param>
/// <param name="Penalty">The penalty it was fitted with.</param>
/// <param name="FrequencySpendCorrelation">
/// Pearson's correlation of frequency and mean spend over repeat buyers: the model takes the two for independent, so it should be near 0. NaN when all frequencies are equal.
/// </param>
/// <param name="Diagnostics">How the fit ended.</param>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record GammaGammaFit(
    GammaGammaModel Model, IReadOnlyList<ParameterEstimate> Parameters, double Penalty, double FrequencySpendCorrelation, FitDiagnostics Diagnostics)
{
    // In units of 1, 1 and the mean spend.
    private static readonly double[][] Starts = [[1, 1, 1], [4, 4, 1], [4, 0.5, 0.01]];

    /// <summary>Fits a model to the customers with repeat purchases. Minimises mean(-log-likelihood) + penalty x (p^2 + q^2 + v^2), lifetimes' objective.</summary>
    /// <param name="customers">Customers; those without repeat purchases are passed over, at least 10 must remain, the order does not matter.</param>
    /// <param name="penalty">Strength of the penalty, 0 or more; 0 is plain maximum likelihood. It is not scaled: v is in currency.</param>
    /// <exception cref="InvalidDataException">There are too few repeat buyers, one's mean spend is not above 0 and finite, or all spend the same; the message is one clear line.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The penalty is negative or not finite.</exception>
    public static GammaGammaFit Fit(IEnumerable<PurchaseSummary> customers, double penalty = 0)
    {
        ArgumentNullException.ThrowIfNull(customers);
        FitInput.CheckPenalty(penalty);
        PurchaseSummary[] repeatBuyers = [.. customers.Where(customer => customer.Frequency > 0)];
        FitInput.CheckSpends(repeatBuyers);
        GammaGammaLikelihood likelihood = new(repeatBuyers, penalty);
        double unit = repeatBuyers.Select(customer => customer.MeanSpend).Order().Average();
        MaximumLikelihoodResult result = new MaximumLikelihood(likelihood.Evaluate, 1, 1, unit).Search(repeatBuyers.Length, Starts);
        (double[] values, double[] errors) = (result.Parameters, result.StandardErrors);
        double penalised = penalty * values.Sum(value => value * value);
        return new GammaGammaFit(
            new GammaGammaModel(values[0], values[1], values[2]),
            [new("p", values[0], errors[0]), new("q", values[1], errors[1]), new("v", values[2], errors[2])],
            penalty,
            Correlation.Pearson(repeatBuyers.Select(customer => (double)customer.Frequency), repeatBuyers.Select(customer => customer.MeanSpend)),
            new FitDiagnostics(
                repeatBuyers.Length,
                repeatBuyers.Length * (penalised - result.Objective),
                result.Objective,
                result.Iterations,
                result.GradientNorm,
                result.HasConverged,
                result.IsDetermined));
    }
}
