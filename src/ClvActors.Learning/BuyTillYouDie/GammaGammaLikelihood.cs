using MathNet.Numerics;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>The penalised mean negative log-likelihood of the Gamma-Gamma model over customers, with its gradient.</summary>
/// <remarks>The gamma functions are evaluated once per number of purchases. The order of the customers does not matter, to the last bit.</remarks>
internal sealed class GammaGammaLikelihood
{
    private readonly double _penalty;
    private readonly Spend[] _spends;
    private readonly double _logMean;

    public GammaGammaLikelihood(IReadOnlyCollection<PurchaseSummary> repeatBuyers, double penalty)
    {
        _penalty = penalty;
        _spends =
        [
            .. repeatBuyers.Select(customer => new Spend(customer.Frequency, customer.Frequency * customer.MeanSpend, Math.Log(customer.Frequency * customer.MeanSpend)))
                .OrderBy(spend => spend.Frequency).ThenBy(spend => spend.Total),
        ];
        _logMean = repeatBuyers.Select(customer => Math.Log(customer.MeanSpend)).Order().Sum();
    }

    /// <summary>The objective at p, q, v.</summary>
    /// <param name="parameters">The three, above 0.</param>
    /// <param name="gradient">Receives the derivatives by them.</param>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        (double p, double q, double v) = (parameters[0], parameters[1], parameters[2]);
        (double byP, double byQ, double byV) = (0, 0, 0);
        int count = _spends.Length;
        double logV = Math.Log(v);
        double logLikelihood = (count * ((q * logV) - SpecialFunctions.GammaLn(q))) - _logMean;
        double constantByQ = logV - SpecialFunctions.DiGamma(q);
        int frequency = 0;
        (double logGammas, double difference, double whole) = (0, 0, 0);
        foreach (ref readonly Spend spend in _spends.AsSpan())
        {
            if (spend.Frequency != frequency)
            {
                frequency = spend.Frequency;
                double shape = p * frequency;
                logGammas = SpecialFunctions.GammaLn(shape + q) - SpecialFunctions.GammaLn(shape);
                whole = SpecialFunctions.DiGamma(shape + q);
                difference = whole - SpecialFunctions.DiGamma(shape);
            }

            double logSum = Math.Log(spend.Total + v);
            logLikelihood += logGammas + (p * frequency * spend.LogTotal) - (((p * frequency) + q) * logSum);
            byP += frequency * (difference + spend.LogTotal - logSum);
            byQ += whole + constantByQ - logSum;
            byV += (q / v) - (((p * frequency) + q) / (spend.Total + v));
        }

        gradient[0] = (-byP / count) + (2 * _penalty * p);
        gradient[1] = (-byQ / count) + (2 * _penalty * q);
        gradient[2] = (-byV / count) + (2 * _penalty * v);
        return (-logLikelihood / count) + (_penalty * ((p * p) + (q * q) + (v * v)));
    }

    private readonly record struct Spend(int Frequency, double Total, double LogTotal);
}
