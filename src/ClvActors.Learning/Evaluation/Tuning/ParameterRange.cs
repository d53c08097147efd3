namespace ClvActors.Learning.Evaluation.Tuning;

/// <summary>One parameter that is searched.</summary>
/// <param name="Name">Name in trial tables, with LightGBM's names where it has one.</param>
/// <param name="Low">Least value; above 0 for logarithmic scales.</param>
/// <param name="High">Largest value, not below <paramref name="Low"/>.</param>
/// <param name="Standard">The value of the first trial, and without a search.</param>
/// <param name="Scale">How values are drawn.</param>
public sealed record ParameterRange(string Name, double Low, double High, double Standard, ParameterScale Scale = ParameterScale.Linear)
{
    private const int Digits = 4;

    /// <summary>The value at a place of the range.</summary>
    /// <param name="place">0 up to, not including, 1.</param>
    /// <returns>From <see cref="Low"/> to <see cref="High"/>, in four significant digits so that it reads back as itself.</returns>
    public double At(double place)
    {
        bool isWhole = Scale is ParameterScale.Whole or ParameterScale.WholeLogarithmic;

        // Half a step beyond both ends, or rounding would draw them half as often as the others.
        (double low, double high) = isWhole ? (Low - 0.5, High + 0.5) : (Low, High);
        double value = Scale is ParameterScale.Logarithmic or ParameterScale.WholeLogarithmic
            ? low * Math.Pow(high / low, place)
            : low + (place * (high - low));
        return isWhole ? Math.Clamp(Math.Round(value), Low, High) : Math.Clamp(Round(value), Low, High);
    }

    private static double Round(double value)
    {
        if (value == 0)
        {
            return 0;
        }

        int decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals is >= 0 and <= 15 ? Math.Round(value, decimals) : value;
    }
}
