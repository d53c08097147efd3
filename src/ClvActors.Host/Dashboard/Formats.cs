using System.Globalization;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Dashboard;

/// <summary>Numbers, amounts and dates as the deployment writes them.</summary>
/// <remarks>What is NaN or absent is a dash. Immutable; safe on any thread.</remarks>
public sealed class Formats
{
    /// <summary>What stands for what does not exist.</summary>
    public const string Absent = "–";

    /// <summary>Takes the deployment's culture and currency.</summary>
    public Formats(HostOptions options)
    {
        Currency = options.Currency;
        Culture = CultureNames.Make(options.Culture, Currencies.Symbol(options.Currency), Currencies.Decimals(options.Currency));
    }

    /// <summary>The culture, for components that format by themselves.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The currency's ISO 4217 code.</summary>
    public string Currency { get; }

    /// <summary>The currency's sign, or its code.</summary>
    public string CurrencySymbol => Culture.NumberFormat.CurrencySymbol;

    /// <summary>An amount: with the currency's decimals below 100, in whole units above.</summary>
    public string Money(double amount) => !double.IsFinite(amount) ? Absent : amount != 0 && Math.Abs(amount) < 99.995 ? amount.ToString("C", Culture) : Negative(amount).ToString("C0", Culture);

    /// <summary>An amount in whole units.</summary>
    public string WholeMoney(double amount) => double.IsFinite(amount) ? Negative(Math.Round(amount, MidpointRounding.AwayFromZero)).ToString("C0", Culture) : Absent;

    /// <summary>An exact amount with the currency's decimals.</summary>
    public string ExactMoney(double amount) => double.IsFinite(amount) ? amount.ToString("C", Culture) : Absent;

    /// <summary>An amount with its sign, for differences.</summary>
    public string SignedMoney(double amount) => double.IsFinite(amount) ? (amount > 0 ? "+" : "") + Money(amount) : Absent;

    /// <summary>An amount shortened for tiles and axes: £1.2k, £3.4m.</summary>
    public string ShortMoney(double amount)
    {
        if (!double.IsFinite(amount))
        {
            return Absent;
        }

        (double divisor, string unit) = Math.Abs(amount) switch
        {
            >= 999_500_000 => (1e9, "bn"),
            >= 999_500 => (1e6, "m"),
            >= 9_995 => (1e3, "k"),
            _ => (1, ""),
        };
        double shown = amount / divisor;
        string digits = divisor > 1 && Math.Abs(shown) < 99.95 && Math.Round(shown, 1) != Math.Round(shown) ? "C1" : "C0";
        string text = shown.ToString(digits, Culture);
        int at = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        return text[..at] + unit + text[at..];
    }

    /// <summary>A whole number with group marks.</summary>
    public string Whole(double number) => double.IsFinite(number) ? number.ToString("N0", Culture) : Absent;

    /// <summary>A number with up to so many decimals.</summary>
    public string Number(double number, int decimals = 2) => double.IsFinite(number) ? number.ToString("#,0." + new string('#', decimals), Culture) : Absent;

    /// <summary>A share of 1 as a percentage.</summary>
    public string Percent(double share, int decimals = 0) => double.IsFinite(share) ? (100 * share).ToString("N" + decimals, Culture) + "%" : Absent;

    /// <summary>A date.</summary>
    public string Date(DateOnly? date) => date?.ToString(Culture.DateTimeFormat.ShortDatePattern, Culture) ?? Absent;

    /// <summary>A date and a time of day.</summary>
    public string DateAndTime(DateTime time) => time.ToString(Culture.DateTimeFormat.ShortDatePattern + " HH:mm", Culture);

    /// <summary>A month and its year.</summary>
    public string Month(DateOnly date) => date.ToString("MMM yyyy", Culture);

    /// <summary>A short duration in ms or s.</summary>
    public string Duration(TimeSpan? duration) => duration switch
    {
        null => Absent,
        { TotalMilliseconds: < 9.95 } some => some.TotalMilliseconds.ToString("N1", Culture) + " ms",
        { TotalMilliseconds: < 999.5 } some => some.TotalMilliseconds.ToString("N0", Culture) + " ms",
        { } some => some.TotalSeconds.ToString("N1", Culture) + " s",
    };

    /// <summary>So many days in words.</summary>
    public string Days(double days) => double.IsFinite(days) ? Number(days, 0) + (Math.Abs(days - 1) < 0.5 ? " day" : " days") : Absent;

    /// <summary>Whole bytes in binary units.</summary>
    public string Bytes(double bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        int unit = 0;
        while (bytes >= 1024 && unit < units.Length - 1)
        {
            bytes /= 1024;
            unit++;
        }

        return $"{Number(bytes, unit == 0 ? 0 : 1)} {units[unit]}";
    }

    /// <summary>An exact amount of the domain.</summary>
    public string Money(Money amount) => ExactMoney(amount.ToDouble());

    // Minus zero would be shown with its sign.
    private static double Negative(double number) => number == 0 ? 0 : number;
}
