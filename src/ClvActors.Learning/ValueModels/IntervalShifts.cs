using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;

namespace ClvActors.Learning.ValueModels;

/// <summary>Turns raw ends of an interval into ends that hold the promised share of outcomes.</summary>
/// <remarks>
/// Which shifts apply depends on the raw lower end: where that is near 0 so many customers spend nothing that the interval begins at 0 and the upper end alone
/// is calibrated. Immutable; any number of threads may apply, without allocation.
/// </remarks>
public sealed class IntervalShifts
{
    private readonly double[] _above;
    private readonly double[] _lowShifts;
    private readonly double[] _highShifts;

    /// <summary>Takes the groups of a manifest.</summary>
    /// <param name="groups">At least one, by ascending bound; the first one has none.</param>
    public IntervalShifts(IReadOnlyList<IntervalGroup> groups)
    {
        ArgumentNullException.ThrowIfNull(groups);
        _above = [.. groups.Select(group => group.Above ?? double.NegativeInfinity)];
        _lowShifts = [.. groups.Select(group => group.LowShift ?? double.NaN)];
        _highShifts = [.. groups.Select(group => group.HighShift)];
    }

    /// <summary>The ends in whole units of currency.</summary>
    /// <param name="rawLow">Raw lower end on the scale of log(1 + spend); NaN for a model without one, which has one group.</param>
    /// <param name="rawHigh">Raw upper end.</param>
    /// <param name="value">The predicted value, which the interval is stretched to hold.</param>
    /// <returns>0 &lt;= low &lt;= value &lt;= high.</returns>
    public (double Low, double High) Apply(double rawLow, double rawHigh, double value)
    {
        int group = _above.Length - 1;
        while (group > 0 && !(rawLow > _above[group]))
        {
            group--;
        }

        double low = double.IsNaN(_lowShifts[group]) ? 0 : LogTransform.ToValue(rawLow + _lowShifts[group]);
        double high = LogTransform.ToValue(rawHigh + _highShifts[group]);
        return (Math.Min(low, value), Math.Max(high, value));
    }
}
