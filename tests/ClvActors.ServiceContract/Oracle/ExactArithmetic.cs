using System.Numerics;

namespace ClvActors.ServiceContract.Oracle;

/// <summary>Sums of doubles by integers of any size, rounded once by hand: slow and plainly right.</summary>
public static class ExactArithmetic
{
    private const int Scale = 1_074;

    /// <summary>The sum rounded to nearest, half to even.</summary>
    public static double Sum(IEnumerable<double> terms)
    {
        BigInteger sum = BigInteger.Zero;
        foreach (double term in terms)
        {
            long bits = BitConverter.DoubleToInt64Bits(term);
            int exponent = (int)((bits >> 52) & 0x7FF);
            BigInteger mantissa = exponent == 0 ? bits & 0xFFFFFFFFFFFFF : (bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
            sum += (bits < 0 ? -mantissa : mantissa) << (Math.Max(exponent, 1) - 1075 + Scale);
        }

        BigInteger magnitude = BigInteger.Abs(sum);
        int excess = (int)Math.Max(0, (long)magnitude.GetBitLength() - 53);
        BigInteger kept = magnitude >> excess;
        BigInteger twiceTheRest = (magnitude - (kept << excess)) << 1;
        BigInteger unit = BigInteger.One << excess;
        if (twiceTheRest > unit || (twiceTheRest == unit && !kept.IsEven))
        {
            kept += 1;
        }

        return sum.Sign * Math.ScaleB((double)kept, excess - Scale);
    }
}
