namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>Expected purchases ahead of a customer who is alive: the hypergeometric part of BG/NBD's conditional expectation.</summary>
/// <remarks>
/// <para>With n = r + x, c = b' + x and w = t / (alpha + T) it is the mean of (1 - (1 + p w)^-n) / p over p ~ Beta(a, c), which equals
/// (a + c - 1) / (a - 1) [1 - (1 + w)^-n 2F1(n, c; a + c - 1; z)] with z = w / (1 + w) (Fader, Hardie, Lee 2005, equation 10). That series overflows for large x
/// and loses its digits near a = 1, so it is transformed. By Euler (DLMF 15.8.1) 2F1 is (1 + w)^(n + 1 - a) 2F1(a - 1, d; a + c - 1; z) with d = a + b' - 1 - r, where x stands
/// in the denominator only: the more purchases, the fewer terms. With the 1 taken into its first term and a - 1 divided out this is, l = ln(1 + w),</para>
/// <para>(a + c - 1) expm1((1 - a) l) / (1 - a) - d z e^((1 - a) l) S, S = sum over j from 0 of (a)_j (d + 1)_j z^j / ((a + c)_j (j + 1)!),</para>
/// <para>and nothing is singular: not a = 1, not a + c = 1. Where S converges slowly (z near 1 and few purchases) or digits cancel (extreme parameters),
/// <see cref="BetaMean"/> integrates instead.</para>
/// </remarks>
internal readonly struct PurchasesWhileAlive(double r, double a, double b)
{
    private const int MostTerms = 250;
    private const double Precision = 1e-16;

    // Of 16 digits this leaves 12.
    private const double MostCancellation = 1e4;

    // Below, factor and sum leave the range of numbers in opposite directions.
    private const double LeastPower = 1e-280;

    private readonly double _d = a + b - 1 - r;

    /// <summary>Expected purchases of a living customer with x repeat purchases over a horizon of w = t / (alpha + T), 0 or more.</summary>
    /// <returns>0 to (r + x) w.</returns>
    public double Expected(int frequency, double w)
    {
        if (w == 0)
        {
            return 0;
        }

        double n = r + frequency;
        double logTime = RealFunctions.LogOnePlus(w);
        double exponent = (1 - a) * logTime;
        double power = Math.Exp(exponent);
        double first = (a + b + frequency - 1) * (a == 1 ? logTime : RealFunctions.ExpMinusOne(exponent) / (1 - a));
        double z = w / (1 + w);
        double factor = _d * z * power;
        (double sum, double largest) = Sum(frequency, z);
        double expected = first - (factor * sum);

        // An exponent's rounding grows with it and is the power's relative error.
        double magnitude = Math.Abs(first) + (Math.Abs(factor) * largest * (1 + Math.Abs(exponent)));

        // The comparison fails when the sum did not converge (NaN) too.
        return power > LeastPower && expected * MostCancellation > magnitude ? expected : BetaMean.OfPurchases(a, b + frequency, n, w);
    }

    private (double Sum, double Largest) Sum(int frequency, double z)
    {
        // From a ratio of terms below z on, the rest is at most the last term x z / (1 - z).
        double smallest = Precision * (1 - z);
        double denominator = a + b + frequency;
        double term = 1;
        double sum = 1;
        double largest = 1;
        for (int j = 0; j < MostTerms; j++)
        {
            double ratio = (a + j) * (_d + 1 + j) / ((denominator + j) * (j + 2)) * z;
            term *= ratio;
            sum += term;
            double size = Math.Abs(term);
            largest = Math.Max(largest, size);
            if (size <= smallest * Math.Abs(sum) && Math.Abs(ratio) < 1)
            {
                return (sum, largest);
            }
        }

        return (double.NaN, largest);
    }
}
