namespace ClvActors.Learning.Tests.Rivals.Linear;

/// <summary>Gaussian elimination with row exchanges, as in a school book.</summary>
internal static class LinearEquations
{
    public static double[] Solve(double[,] matrix, double[] right)
    {
        int count = right.Length;
        double[,] a = (double[,])matrix.Clone();
        double[] b = [.. right];
        for (int pivot = 0; pivot < count; pivot++)
        {
            int best = Enumerable.Range(pivot, count - pivot).MaxBy(row => Math.Abs(a[row, pivot]));
            for (int column = 0; column < count; column++)
            {
                (a[pivot, column], a[best, column]) = (a[best, column], a[pivot, column]);
            }

            (b[pivot], b[best]) = (b[best], b[pivot]);
            for (int row = pivot + 1; row < count; row++)
            {
                double factor = a[row, pivot] / a[pivot, pivot];
                for (int column = pivot; column < count; column++)
                {
                    a[row, column] -= factor * a[pivot, column];
                }

                b[row] -= factor * b[pivot];
            }
        }

        for (int row = count - 1; row >= 0; row--)
        {
            for (int column = row + 1; column < count; column++)
            {
                b[row] -= a[row, column] * b[column];
            }

            b[row] /= a[row, row];
        }

        return b;
    }
}
