using System.Globalization;
using ClvActors.Domain.Population;

namespace ClvActors.Learning.Bundles;

/// <summary>How a feature was distributed over the training customers: what live values are compared with to find drift.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Mean">Arithmetic mean.</param>
/// <param name="Minimum">Least value.</param>
/// <param name="Maximum">Largest value.</param>
/// <param name="ShareOfZeros">Share of values that are exactly 0, 0 to 1.</param>
/// <param name="Quantiles">Value by level, <c>p01</c> to <c>p99</c>, interpolated linearly as numpy's <c>percentile</c> does.</param>
public sealed record FeatureDistribution(
    string Name, double Mean, double Minimum, double Maximum, double ShareOfZeros, IReadOnlyDictionary<string, double> Quantiles)
{
    private static readonly int[] Levels = [1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99];

    /// <summary>Describes the values of a feature.</summary>
    /// <param name="name">Name of the feature.</param>
    /// <param name="values">Finite values, at least one, in any order.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static FeatureDistribution Of(string name, ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            throw new ArgumentException($"there are no values of {name}", nameof(values));
        }

        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        double sum = 0;
        int zeros = 0;
        foreach (double value in sorted)
        {
            sum += value;
            zeros += value == 0 ? 1 : 0;
        }

        return new FeatureDistribution(
            name,
            sum / sorted.Length,
            sorted[0],
            sorted[^1],
            (double)zeros / sorted.Length,
            new SortedDictionary<string, double>(
                Levels.ToDictionary(level => level.ToString("'p'00", CultureInfo.InvariantCulture), level => SegmentThresholds.Percentile(sorted.Length, at => sorted[at], level))));
    }
}
