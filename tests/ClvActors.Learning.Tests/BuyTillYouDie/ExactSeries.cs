using System.Numerics;

namespace ClvActors.Learning.Tests.BuyTillYouDie;

/// <summary>Slow oracle: equation 10's expected purchases while alive as it is printed, by the plain Gauss series with 700 bits.</summary>
/// <remarks>r must be whole so that the power in front is a product.</remarks>
internal static class ExactSeries
{
    private const int Bits = 700;
    private static readonly BigInteger One = BigInteger.One << Bits;

    /// <summary>(a + b + x - 1) / (a - 1) [1 - (1 - z)^(r + x) 2F1(r + x, b + x; a + b + x - 1; z)], z = w / (1 + w).</summary>
    public static double Expected(int r, double a, double b, int x, double w)
    {
        BigInteger exactA = Exact(a);
        BigInteger exactB = Exact(b);
        BigInteger exactW = Exact(w);
        BigInteger z = (exactW << Bits) / (One + exactW);
        BigInteger c = exactA + exactB + ((x - 1) * One);
        BigInteger term = One;
        BigInteger sum = One;
        for (int k = 0; !term.IsZero; k++)
        {
            term = Times(Times(term, (r + x + k) * One), Times(exactB + ((x + k) * One), z));
            term = (term << Bits) / (c + (k * One)) / (k + 1);
            sum += term;
        }

        for (int i = 0; i < r + x; i++)
        {
            sum = Times(sum, One - z);
        }

        BigInteger result = Times((c << Bits) / (exactA - One), One - sum);
        return (double)(result >> (Bits - 200)) / Math.Pow(2, 200);
    }

    private static BigInteger Times(BigInteger left, BigInteger right) => (left * right) >> Bits;

    private static BigInteger Exact(double value)
    {
        int shift = 60 - Math.ILogB(value);
        return ((BigInteger)Math.ScaleB(value, shift) << Bits) >> shift;
    }
}
