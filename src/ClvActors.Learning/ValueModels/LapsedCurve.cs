using ClvActors.Learning.Bundles.Parts;

namespace ClvActors.Learning.ValueModels;

/// <summary>What a lapsed customer is worth by the days since the last purchase: linear between knots, constant beyond them.</summary>
/// <remarks>Immutable; any number of threads may ask, without allocation.</remarks>
public sealed class LapsedCurve
{
    private readonly double[] _days;
    private readonly double[] _values;

    /// <summary>Takes the knots of a manifest.</summary>
    /// <param name="knots">At least one, days ascending.</param>
    public LapsedCurve(IReadOnlyList<LapsedKnot> knots)
    {
        ArgumentNullException.ThrowIfNull(knots);
        _days = [.. knots.Select(knot => knot.Days)];
        _values = [.. knots.Select(knot => knot.Value)];
    }

    /// <summary>The value so many days after the last purchase.</summary>
    /// <param name="days">Days; NaN is taken as very many.</param>
    /// <returns>Whole units of currency, at least 0.</returns>
    public double ValueAt(double days)
    {
        if (days <= _days[0])
        {
            return _values[0];
        }

        for (int knot = 1; knot < _days.Length; knot++)
        {
            if (days <= _days[knot])
            {
                double share = (days - _days[knot - 1]) / (_days[knot] - _days[knot - 1]);
                return _values[knot - 1] + (share * (_values[knot] - _values[knot - 1]));
            }
        }

        return _values[^1];
    }
}
