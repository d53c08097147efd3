namespace ClvActors.Learning.Trees.Explanation;

/// <summary>Gauss-Legendre quadrature on [0, 1]: n nodes integrate polynomials up to degree 2n - 1 exactly.</summary>
/// <remarks>
/// The nodes are the roots of the Legendre polynomial, by Newton's method from Tricomi's first guess. Source: Press et al., Numerical
/// Recipes, section 4.6. Nodes and weights are good to a few units of 1e-16; all weights are positive and sum to 1.
/// </remarks>
internal static class GaussLegendre
{
    private const int NewtonSteps = 8;

    /// <summary>The nodes, ascending and inside (0, 1), and their weights.</summary>
    internal static (double[] Nodes, double[] Weights) Rule(int count)
    {
        var nodes = new double[count];
        var weights = new double[count];
        for (int index = 0; index < (count + 1) / 2; index++)
        {
            double x = Math.Cos(Math.PI * (index + 0.75) / (count + 0.5));
            for (int step = 0; step < NewtonSteps; step++)
            {
                (double value, double derivative) = Legendre(count, x);
                x -= value / derivative;
            }

            double slope = Legendre(count, x).Derivative;
            double weight = 1 / ((1 - x) * (1 + x) * slope * slope);
            (nodes[index], weights[index]) = ((1 - x) / 2, weight);
            (nodes[count - 1 - index], weights[count - 1 - index]) = ((1 + x) / 2, weight);
        }

        return (nodes, weights);
    }

    private static (double Value, double Derivative) Legendre(int degree, double x)
    {
        double previous = 1;
        double value = x;
        for (int n = 2; n <= degree; n++)
        {
            (previous, value) = (value, (((2 * n) - 1) * x * value - ((n - 1) * previous)) / n);
        }

        return (value, degree * (previous - (x * value)) / ((1 - x) * (1 + x)));
    }
}
