using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using MathNet.Numerics.Optimization;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>Minimises a penalised mean negative log-likelihood in the logarithms of positive parameters.</summary>
/// <remarks>
/// <para>Bounded BFGS (MathNet.Numerics) with analytic gradients from several starts; the best end counts, and Newton's method takes it to the limit of rounding: in a flat
/// direction BFGS's last gradient of 1e-9 still means 1e-7 of a parameter. The curvature is by central differences of the gradient.</para>
/// <para>Some likelihoods only grow towards an infinite or vanishing parameter (no customer ever drops out, all buy at one rate). So every parameter is kept within e^±10
/// times its order of magnitude, 1/22,000 to 22,000, where a distribution is as good as degenerate and differences of gamma functions still have their digits.</para>
/// <para>Deterministic. Not thread-safe.</para>
/// </remarks>
internal sealed class MaximumLikelihood
{
    private const double Bound = 10;
    private const double GradientTolerance = 1e-9;
    private const double LargestConvergedGradient = 1e-6;
    private const double DifferenceStep = 1e-4;
    private const int MostIterations = 300;
    private const int MostRestarts = 3;
    private const int MostNewtonSteps = 3;
    private const double LongestNewtonStep = 1e-2;

    private readonly Objective _objective;
    private readonly double[] _logUnits;
    private int _iterations;

    // The best position of the current run, because a line search that fails keeps nothing.
    private double[] _position = [];
    private double _value;
    private double _gradientNorm;

    /// <summary>Prepares a search.</summary>
    /// <param name="objective">What is minimised.</param>
    /// <param name="units">The order of magnitude of each parameter.</param>
    public MaximumLikelihood(Objective objective, params double[] units)
    {
        _objective = objective;
        _logUnits = [.. units.Select(unit => Math.Log(unit))];
    }

    /// <summary>The objective at parameters above 0, with its derivatives by them.</summary>
    public delegate double Objective(ReadOnlySpan<double> parameters, Span<double> gradient);

    /// <summary>Searches from every start, given in units of the parameters.</summary>
    public MaximumLikelihoodResult Search(int customers, params double[][] starts)
    {
        double[] best = [];
        double bestValue = double.PositiveInfinity;
        double bestNorm = double.PositiveInfinity;
        foreach (double[] start in starts)
        {
            Run([.. start.Select(value => Math.Log(value))]);
            if (_value < bestValue)
            {
                (best, bestValue, bestNorm) = (_position, _value, _gradientNorm);
            }
        }

        bool isInside = best.All(position => Math.Abs(position) < Bound);
        if (isInside)
        {
            (best, bestNorm) = Polish(best, bestNorm);
        }

        double[] parameters = ParametersAt(best);
        double objective = _objective(parameters, new double[best.Length]);
        double[] errors = isInside ? StandardErrors(best, parameters, customers) : [.. best.Select(_ => double.NaN)];
        return new MaximumLikelihoodResult(
            parameters,
            errors,
            objective,
            _iterations,
            bestNorm,
            bestNorm <= LargestConvergedGradient * Math.Max(1, Math.Abs(objective)),
            !errors.Any(double.IsNaN));
    }

    private void Run(double[] start)
    {
        (_position, _value, _gradientNorm) = (start, double.PositiveInfinity, double.PositiveInfinity);
        IObjectiveFunction function = ObjectiveFunction.Gradient(Evaluate);
        Vector<double> bounds = Vector<double>.Build.Dense(start.Length, Bound);
        BfgsBMinimizer minimizer = new(GradientTolerance, parameterTolerance: 1e-13, functionProgressTolerance: 1e-16, MostIterations);
        for (int attempt = 0; attempt < MostRestarts && _gradientNorm > LargestConvergedGradient; attempt++)
        {
            try
            {
                MinimizationResult end = minimizer.FindMinimum(function, -bounds, bounds, Vector<double>.Build.Dense([.. _position]));
                _iterations += end.Iterations;
                double[] position = end.MinimizingPoint.ToArray();
                (_position, _value) = (position, end.FunctionInfoAtMinimum.Value);
                _gradientNorm = ProjectedNorm(position, end.FunctionInfoAtMinimum.Gradient.ToArray());
            }
            catch (OptimizationException)
            {
                // A line search that finds no progress, most often because there is none left: go on from the best position with fresh curvature.
                _iterations++;
            }
        }
    }

    private (double[] Position, double GradientNorm) Polish(double[] position, double gradientNorm)
    {
        for (int step = 0; step < MostNewtonSteps && Information(position) is { } information; step++)
        {
            double[] gradient = new double[position.Length];
            Evaluate(position, gradient);
            double[] moved = (Vector<double>.Build.Dense(position) - information.Solve(Vector<double>.Build.Dense(gradient))).ToArray();
            Evaluate(moved, gradient);
            double norm = gradient.Max(Math.Abs);
            if (!(norm < gradientNorm) || moved.Zip(position, (to, from) => Math.Abs(to - from)).Max() > LongestNewtonStep)
            {
                break;
            }

            (position, gradientNorm) = (moved, norm);
            _iterations++;
        }

        return (position, gradientNorm);
    }

    private (double Value, Vector<double> Gradient) Evaluate(Vector<double> position)
    {
        double[] at = position.ToArray();
        double[] gradient = new double[at.Length];
        double value = Evaluate(at, gradient);
        if (value < _value)
        {
            (_position, _value, _gradientNorm) = (at, value, ProjectedNorm(at, gradient));
        }

        return (value, Vector<double>.Build.Dense(gradient));
    }

    private double Evaluate(double[] position, double[] gradient)
    {
        double[] parameters = ParametersAt(position);
        double value = _objective(parameters, gradient);
        for (int i = 0; i < position.Length; i++)
        {
            gradient[i] *= parameters[i];
        }

        return value;
    }

    private double[] ParametersAt(double[] position) => [.. position.Select((value, i) => Math.Exp(_logUnits[i] + value))];

    // At a bound a slope that points outwards is no failure.
    private static double ProjectedNorm(double[] position, double[] gradient) =>
        position.Zip(gradient, (at, slope) => Math.Abs(Math.Clamp(at - slope, -Bound, Bound) - at)).Max();

    // The inverse of the information matrix in logarithms, carried over to the parameters by the delta method.
    private double[] StandardErrors(double[] position, double[] parameters, int customers)
    {
        Matrix<double>? covariance = Information(position)?.Solve(Matrix<double>.Build.DenseIdentity(position.Length));
        return [.. parameters.Select((value, i) => covariance is null ? double.NaN : value * Math.Sqrt(covariance[i, i] / customers))];
    }

    // Null when the curvature is not positive definite: some direction is flat.
    private Cholesky<double>? Information(double[] position)
    {
        try
        {
            return Curvature(position).Cholesky();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private Matrix<double> Curvature(double[] position)
    {
        int count = position.Length;
        Matrix<double> curvature = Matrix<double>.Build.Dense(count, count);
        double[] above = new double[count];
        double[] below = new double[count];
        for (int i = 0; i < count; i++)
        {
            double[] moved = [.. position];
            moved[i] = position[i] + DifferenceStep;
            Evaluate(moved, above);
            moved[i] = position[i] - DifferenceStep;
            Evaluate(moved, below);
            for (int j = 0; j < count; j++)
            {
                curvature[i, j] = (above[j] - below[j]) / (2 * DifferenceStep);
            }
        }

        return (curvature + curvature.Transpose()) / 2;
    }
}
