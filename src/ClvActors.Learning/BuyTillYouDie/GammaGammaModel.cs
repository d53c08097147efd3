using MathNet.Numerics;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>The Gamma-Gamma model of spend per purchase, independent of how often a customer buys.</summary>
/// <remarks>
/// <para>A purchase's value is Gamma(p, nu) with a rate nu that differs between customers as Gamma(q, v). Source: Fader, Hardie (2013), The Gamma-Gamma
/// Model of Monetary Value. Money is in whole units of currency.</para>
/// <para>Immutable; any number of threads may ask. No call allocates.</para>
/// </remarks>
public sealed class GammaGammaModel
{
    /// <summary>Makes a model of given parameters.</summary>
    /// <param name="p">Shape of a customer's purchases, above 0.</param>
    /// <param name="q">Shape of the rates' distribution, above 0.</param>
    /// <param name="v">Rate of the rates' distribution, in currency, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is not above 0 and finite.</exception>
    public GammaGammaModel(double p, double q, double v)
    {
        P = ModelInput.Positive(p, nameof(p));
        Q = ModelInput.Positive(q, nameof(q));
        V = ModelInput.Positive(v, nameof(v));
    }

    /// <summary>Shape of a customer's purchases.</summary>
    public double P { get; }

    /// <summary>Shape of the distribution of rates.</summary>
    public double Q { get; }

    /// <summary>Rate of the distribution of rates, in currency.</summary>
    public double V { get; }

    /// <summary>Mean spend per purchase over the whole population, p v / (q - 1); positive infinity when q &lt;= 1, for then there is no mean.</summary>
    public double PopulationMean => Q > 1 ? P * V / (Q - 1) : double.PositiveInfinity;

    /// <summary>Expected spend per purchase of a customer with x repeat purchases of mean value m: p (v + x m) / (p x + q - 1).</summary>
    /// <remarks>The same number as lifetimes' weighted mean of m and the population's mean, which it also is where the latter does not exist (q &lt;= 1) but the customer's does.</remarks>
    /// <param name="frequency">Repeat purchases x, 0 or more; 0 gives <see cref="PopulationMean"/>.</param>
    /// <param name="meanSpend">Mean spend m, 0 or more; not looked at when <paramref name="frequency"/> is 0.</param>
    /// <returns>Above 0; positive infinity where the mean does not exist (p x + q &lt;= 1).</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is negative or not finite.</exception>
    public double ConditionalSpend(int frequency, double meanSpend)
    {
        if (frequency == 0)
        {
            return PopulationMean;
        }

        ModelInput.CheckSpend(frequency, meanSpend);
        double weight = (P * frequency) + Q - 1;
        return weight > 0 ? P * (V + (frequency * meanSpend)) / weight : double.PositiveInfinity;
    }

    /// <summary>Log-likelihood of a customer's mean spend m over x purchases.</summary>
    /// <param name="frequency">Purchases x that the mean is over, 1 or more.</param>
    /// <param name="meanSpend">Mean spend m, above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not above 0 and finite.</exception>
    public double LogLikelihood(int frequency, double meanSpend)
    {
        ModelInput.Positive(frequency, nameof(frequency));
        ModelInput.Positive(meanSpend, nameof(meanSpend));
        double shape = P * frequency;
        double total = frequency * meanSpend;
        return SpecialFunctions.GammaLn(shape + Q) - SpecialFunctions.GammaLn(shape) - SpecialFunctions.GammaLn(Q)
            + (Q * Math.Log(V)) - Math.Log(meanSpend) + (shape * Math.Log(total)) - ((shape + Q) * Math.Log(total + V));
    }

    /// <inheritdoc/>
    public override string ToString() => $"Gamma-Gamma p={P:G6} q={Q:G6} v={V:G6}";
}
