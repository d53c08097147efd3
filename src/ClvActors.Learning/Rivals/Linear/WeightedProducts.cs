using MathNet.Numerics.LinearAlgebra;

namespace ClvActors.Learning.Rivals.Linear;

/// <summary>The matrix of a weighted least-squares step.</summary>
internal static class WeightedProducts
{
    /// <summary>Sum over rows of weight x value in column i x value in column j, for all pairs of columns.</summary>
    public static Matrix<double> Of(double[][] columns, double[] weights)
    {
        Matrix<double> products = Matrix<double>.Build.Dense(columns.Length, columns.Length);
        double[] weighted = new double[weights.Length];
        for (int left = 0; left < columns.Length; left++)
        {
            double[] column = columns[left];
            for (int row = 0; row < weighted.Length; row++)
            {
                weighted[row] = weights[row] * column[row];
            }

            for (int right = 0; right <= left; right++)
            {
                double product = Of(weighted, columns[right]);
                products[left, right] = product;
                products[right, left] = product;
            }
        }

        return products;
    }

    /// <summary>Sum of the products of two columns.</summary>
    public static double Of(double[] left, double[] right)
    {
        double sum = 0;
        for (int row = 0; row < left.Length; row++)
        {
            sum += left[row] * right[row];
        }

        return sum;
    }

    /// <summary>Sum of columns, each times its coefficient.</summary>
    public static void Combine(double[][] columns, ReadOnlySpan<double> coefficients, double[] result)
    {
        Array.Clear(result);
        for (int column = 0; column < columns.Length; column++)
        {
            double[] values = columns[column];
            double coefficient = coefficients[column];
            for (int row = 0; row < result.Length; row++)
            {
                result[row] += coefficient * values[row];
            }
        }
    }

    /// <summary>A column of ones for the intercept, then the others.</summary>
    public static double[][] WithOnes(double[][] columns)
    {
        double[] ones = new double[columns[0].Length];
        Array.Fill(ones, 1);
        return [ones, .. columns];
    }
}
