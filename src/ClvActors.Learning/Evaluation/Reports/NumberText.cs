using System.Globalization;

namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>Numbers as reports show them: invariant, thousands set apart by commas, an en dash for what is missing.</summary>
internal static class NumberText
{
    /// <summary>Stands for null, NaN and infinities.</summary>
    public const string Missing = "–";

    /// <summary>With a fixed number of decimals, halves rounded away from zero; what rounds to zero has no sign.</summary>
    public static string Fixed(double? value, int decimals)
    {
        if (value is not { } number || !double.IsFinite(number))
        {
            return Missing;
        }

        double rounded = decimals > 15 || Math.Abs(number) >= 1e15 ? number : Math.Round(number, decimals, MidpointRounding.AwayFromZero) + 0.0;
        return rounded.ToString("N" + decimals, CultureInfo.InvariantCulture);
    }

    /// <summary>With its sign, a plus included.</summary>
    public static string Signed(double? value, int decimals)
    {
        string text = Fixed(value, decimals);
        return value > 0 && double.IsFinite(value.Value) && text.AsSpan().ContainsAnyInRange('1', '9') ? "+" + text : text;
    }

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double? share, int decimals)
    {
        string text = Fixed(share * 100, decimals);
        return text == Missing ? text : text + "%";
    }

    /// <summary>A whole number.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Up to five significant digits, as few as the value needs: for parameters of any size.</summary>
    public static string General(double value)
    {
        if (!double.IsFinite(value))
        {
            return Missing;
        }

        double size = Math.Abs(value);
        return size is 0 or (>= 0.0001 and < 1e9)
            ? value.ToString(size is > 0 and < 1 ? "G5" : size < 1000 ? "0.####" : "#,0.##", CultureInfo.InvariantCulture)
            : value.ToString("0.####e0", CultureInfo.InvariantCulture);
    }

    /// <summary>As short as the label of an axis: 500, 20k, 1.5M.</summary>
    public static string Short(double value)
    {
        double size = Math.Abs(value);
        (double unit, string suffix) = size >= 1e9 ? (1e9, "G") : size >= 1e6 ? (1e6, "M") : size >= 1e3 ? (1e3, "k") : (1, "");
        return (value / unit).ToString("0.####", CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>Decimals that leave about four significant digits of a typical value.</summary>
    public static int DecimalsFor(IEnumerable<double> values)
    {
        double[] sizes = [.. values.Where(double.IsFinite).Select(Math.Abs).Where(size => size > 0).Order()];
        return sizes.Length == 0 ? 3 : sizes[sizes.Length / 2] switch { >= 10_000 => 0, >= 100 => 1, >= 10 => 2, >= 0.1 => 3, _ => 4 };
    }
}
