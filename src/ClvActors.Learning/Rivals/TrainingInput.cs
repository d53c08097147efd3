using System.Diagnostics.CodeAnalysis;

namespace ClvActors.Learning.Rivals;

/// <summary>What every family asks of its input.</summary>
internal static class TrainingInput
{
    public static void CheckLabels(FeatureMatrix features, ReadOnlySpan<double> labels)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (labels.Length != features.Rows)
        {
            throw new ArgumentException($"{labels.Length} labels for {features.Rows} rows", nameof(labels));
        }

        for (int row = 0; row < labels.Length; row++)
        {
            if (!double.IsFinite(labels[row]))
            {
                throw new ArgumentException($"label of row {row} is {labels[row]}", nameof(labels));
            }
        }
    }

    public static void CheckOutcomes(FeatureMatrix features, ReadOnlySpan<double> labels)
    {
        CheckLabels(features, labels);
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] is not (0 or 1))
            {
                throw new ArgumentException($"label of row {row} is {labels[row]}, expected 0 or 1", nameof(labels));
            }
        }
    }

    public static void CheckRow(ReadOnlySpan<double> features, int expected)
    {
        if (features.Length != expected)
        {
            ThrowRowLength(features, expected);
        }
    }

    public static void Require(bool holds, string setting, double value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException($"{setting} must be {range}, but is {value}", setting);
        }
    }

    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    [DoesNotReturn]
    private static void ThrowRowLength(ReadOnlySpan<double> features, int expected) =>
        throw new ArgumentException($"the row has {features.Length} features, the model takes {expected}", nameof(features));
}
