using System.Globalization;

namespace ClvActors.Learning.Trees.LightGbmText;

/// <summary>Numbers as LightGBM's text format has them: C's <c>%.17g</c> and <c>%g</c>.</summary>
internal static class LightGbmNumber
{
    /// <summary>Seventeen significant digits, as LightGBM writes thresholds, leaf values and leaf weights.</summary>
    internal static string Precise(double value) => double.IsFinite(value) ? value.ToString("g17", CultureInfo.InvariantCulture) : NonFinite(value);

    /// <summary>LightGBM's six digits where they are exact, and the shortest text that reads back to the same bits elsewhere.</summary>
    internal static string Short(double value)
    {
        if (!double.IsFinite(value))
        {
            return NonFinite(value);
        }

        string sixDigits = value.ToString("g6", CultureInfo.InvariantCulture);
        return double.Parse(sixDigits, CultureInfo.InvariantCulture) == value ? sixDigits : value.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a double; C's <c>inf</c> and <c>nan</c> included.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out double value)
    {
        if (double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        value = text switch
        {
            "inf" or "+inf" => double.PositiveInfinity,
            "-inf" => double.NegativeInfinity,
            "nan" or "-nan" => double.NaN,
            _ => 0,
        };
        return value != 0;
    }

    private static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
}
