namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>The mean of (1 - (1 + p w)^-n) / p over p ~ Beta(a, c) by quadrature: slower than a series, but for all parameters.</summary>
/// <remarks>
/// In y = ln(p / (1 - p)) the density is log-concave and the integrand analytic for |Im y| below pi, so the trapezoidal rule converges exponentially
/// (Trefethen, Weideman 2014). The tails e^(a y) and e^(-c y), endless for small a and c, are shortened by a double exponential substitution,
/// y = s (u - e^(low - u) + e^(u - high)) (Takahasi, Mori 1974), almost linear between low and high, where the integrand bends. The same nodes normalise the density.
/// </remarks>
internal static class BetaMean
{
    // Of the scale on which the integrand changes; halving it changes results by less than 1e-13.
    private const double Step = 0.3;

    // e^-42 is below half a unit in the last place.
    private const double LogNegligible = 42;
    private const double LargestFactor = 1e290;

    /// <summary>The mean.</summary>
    /// <param name="a">First parameter of the distribution, above 0.</param>
    /// <param name="c">Second parameter of the distribution, above 0.</param>
    /// <param name="n">Exponent, above 0.</param>
    /// <param name="w">Factor, above 0; above 1e290 it is taken as that, so that the mean stays finite.</param>
    public static double OfPurchases(double a, double c, double n, double w)
    {
        w = Math.Min(w, LargestFactor);
        double mode = Math.Log(a) - Math.Log(c);
        double peak = LogDensity(a, c, mode);
        double deviation = Math.Sqrt((1 / a) + (1 / c));
        double scale = Math.Min(1, deviation);

        // The integrand bends at the density's mode, where the function leaves n w (p w = 1, or n p w = 1 if that comes first), and at 0, where p nears 1.
        double low = Math.Min(mode, -RealFunctions.LogOnePlus(Math.Max(n, 1) * w)) - 1;
        double high = Math.Min(Math.Max(mode, 0) + 1, mode + (12 * deviation) + (LogNegligible / c));
        if (a > 2)
        {
            // The density outweighs the growth of the function, at most that of 1 / p.
            low = Math.Max(low, mode - (12 * deviation) - (LogNegligible / (a - 1)));
        }

        low /= scale;
        high /= scale;
        double end = high + Math.Log(1 + (LogNegligible / (c * scale)));
        double weights = 0;
        double sum = 0;
        for (double u = low - Math.Log(1 + (LogNegligible / (a * scale))); u <= end; u += Step)
        {
            double left = Math.Exp(low - u);
            double right = Math.Exp(u - high);
            double y = scale * (u - left + right);
            double weight = Math.Exp(LogDensity(a, c, y) - peak) * (1 + left + right);
            weights += weight;
            sum += weight * Purchases(1 / (1 + Math.Exp(-y)), n, w);
        }

        return sum / weights;
    }

    // Of y, but for a constant factor: p^a (1 - p)^c.
    private static double LogDensity(double a, double c, double y) => -(a * RealFunctions.SoftPlus(-y)) - (c * RealFunctions.SoftPlus(y));

    private static double Purchases(double p, double n, double w) =>
        n * p * w < 1e-17 ? n * w : -RealFunctions.ExpMinusOne(-n * RealFunctions.LogOnePlus(p * w)) / p;
}
