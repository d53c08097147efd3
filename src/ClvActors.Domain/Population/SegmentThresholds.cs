namespace ClvActors.Domain.Population;

/// <summary>The values that part the five segments.</summary>
/// <param name="Champions">90th percentile.</param>
/// <param name="HighValue">75th percentile.</param>
/// <param name="Growing">40th percentile.</param>
/// <param name="Occasional">10th percentile.</param>
/// <remarks>Percentiles are numpy's linear ones over the model-scored customers (Hyndman and Fan 1996, type 7). Immutable; safe on any thread.</remarks>
public sealed record SegmentThresholds(double Champions, double HighValue, double Growing, double Occasional)
{
    /// <summary>Thresholds before any customer is scored: at infinity, so that everyone is Dormant.</summary>
    public static SegmentThresholds None { get; } =
        new(double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);

    /// <summary>Takes the thresholds of an ascending order of values.</summary>
    /// <param name="count">How many values there are.</param>
    /// <param name="valueAt">The value at a 0-based ascending position.</param>
    public static SegmentThresholds Of(int count, Func<int, double> valueAt) =>
        count == 0
            ? None
            : new SegmentThresholds(
                Percentile(count, valueAt, 90), Percentile(count, valueAt, 75),
                Percentile(count, valueAt, 40), Percentile(count, valueAt, 10));

    /// <summary>The segment of a value.</summary>
    public ClvSegment SegmentOf(double value)
    {
        if (value >= Champions)
        {
            return ClvSegment.Champions;
        }

        if (value >= HighValue)
        {
            return ClvSegment.HighValue;
        }

        if (value >= Growing)
        {
            return ClvSegment.Growing;
        }

        return value >= Occasional ? ClvSegment.Occasional : ClvSegment.Dormant;
    }

    /// <summary>The smallest value that belongs to a segment; minus infinity for the lowest.</summary>
    public double LowerBound(ClvSegment segment) => segment switch
    {
        ClvSegment.Champions => Champions,
        ClvSegment.HighValue => HighValue,
        ClvSegment.Growing => Growing,
        ClvSegment.Occasional => Occasional,
        _ => double.NegativeInfinity,
    };

    /// <summary>numpy's linear percentile, to the last bit.</summary>
    /// <param name="count">How many values there are, at least 1.</param>
    /// <param name="valueAt">The value at a 0-based ascending position.</param>
    /// <param name="percent">0 to 100.</param>
    public static double Percentile(int count, Func<int, double> valueAt, double percent)
    {
        double position = percent / 100 * (count - 1);
        int below = (int)Math.Floor(position);
        double low = valueAt(below);
        double high = valueAt(Math.Min(below + 1, count - 1));
        double fraction = position - below;
        double difference = high - low;
        return fraction < 0.5 ? low + (difference * fraction) : high - (difference * (1 - fraction));
    }
}
