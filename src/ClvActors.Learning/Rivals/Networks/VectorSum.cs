using System.Numerics;
using System.Runtime.InteropServices;

namespace ClvActors.Learning.Rivals.Networks;

/// <summary>Sums over short arrays whose rounding is the same for every width of the processor's vectors.</summary>
internal static class VectorSum
{
    /// <summary>Adds factor x values to a sum, element by element.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> values, Span<double> sum)
    {
        ReadOnlySpan<Vector<double>> valueVectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        Span<Vector<double>> sumVectors = MemoryMarshal.Cast<double, Vector<double>>(sum);
        Vector<double> factors = new(factor);
        for (int i = 0; i < valueVectors.Length; i++)
        {
            sumVectors[i] += factors * valueVectors[i];
        }

        for (int i = valueVectors.Length * Vector<double>.Count; i < values.Length; i++)
        {
            sum[i] += factor * values[i];
        }
    }

    /// <summary>Sum of the products, added one after the other.</summary>
    public static double Product(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
