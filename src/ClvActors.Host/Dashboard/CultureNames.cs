using System.Globalization;

namespace ClvActors.Host.Dashboard;

/// <summary>How numbers and dates are written where a deployment is.</summary>
/// <remarks>
/// Own table, because the whole program runs in .NET's invariant mode: it needs no ICU library on the machine and its API cannot change with a machine's language. Separators and orders are CLDR 44's
/// (unicode.org/Public/cldr/44); names of months stay English like the rest of the pages.
/// </remarks>
internal static class CultureNames
{
    private const string NoBreakSpace = "\u00a0";
    private const string NarrowNoBreakSpace = "\u202f";
    private const string Apostrophe = "\u2019";

    // Name, decimal mark, group mark, date, currency symbol after the number.
    private static readonly (string Name, string Decimal, string Group, string Date, bool SymbolLast)[] Known =
    [
        ("en-GB", ".", ",", "d MMM yyyy", false),
        ("en-US", ".", ",", "MMM d, yyyy", false),
        ("en-IE", ".", ",", "d MMM yyyy", false),
        ("en-CA", ".", ",", "MMM d, yyyy", false),
        ("en-AU", ".", ",", "d MMM yyyy", false),
        ("de-DE", ",", ".", "dd.MM.yyyy", true),
        ("de-AT", ",", NoBreakSpace, "dd.MM.yyyy", false),
        ("de-CH", ".", Apostrophe, "dd.MM.yyyy", false),
        ("fr-FR", ",", NarrowNoBreakSpace, "dd/MM/yyyy", true),
        ("es-ES", ",", ".", "dd/MM/yyyy", true),
        ("it-IT", ",", ".", "dd/MM/yyyy", true),
        ("pt-PT", ",", NoBreakSpace, "dd/MM/yyyy", true),
        ("nl-NL", ",", ".", "dd-MM-yyyy", false),
        ("da-DK", ",", ".", "dd.MM.yyyy", true),
        ("sv-SE", ",", NoBreakSpace, "yyyy-MM-dd", true),
        ("nb-NO", ",", NoBreakSpace, "dd.MM.yyyy", true),
        ("fi-FI", ",", NoBreakSpace, "d.M.yyyy", true),
        ("pl-PL", ",", NoBreakSpace, "dd.MM.yyyy", true),
        ("cs-CZ", ",", NoBreakSpace, "dd.MM.yyyy", true),
        ("ja-JP", ".", ",", "yyyy/MM/dd", false),
    ];

    /// <summary>All names.</summary>
    public static IEnumerable<string> All => Known.Select(one => one.Name);

    /// <summary>Whether there is such a culture; case does not matter.</summary>
    public static bool IsKnown(string name) => Known.Any(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A culture with a currency.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="currencySymbol">What stands beside amounts.</param>
    /// <param name="currencyDecimals">Digits of the currency's smallest unit.</param>
    /// <exception cref="ArgumentException">There is no such culture.</exception>
    public static CultureInfo Make(string name, string currencySymbol, int currencyDecimals)
    {
        (string Name, string Decimal, string Group, string Date, bool SymbolLast) known = Known.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase));
        if (known.Name is null)
        {
            throw new ArgumentException($"There is no culture {name}.", nameof(name));
        }

        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        NumberFormatInfo numbers = culture.NumberFormat;
        (numbers.NumberDecimalSeparator, numbers.NumberGroupSeparator) = (known.Decimal, known.Group);
        (numbers.CurrencyDecimalSeparator, numbers.CurrencyGroupSeparator) = (known.Decimal, known.Group);
        (numbers.PercentDecimalSeparator, numbers.PercentGroupSeparator) = (known.Decimal, known.Group);
        numbers.CurrencySymbol = currencySymbol;
        numbers.CurrencyDecimalDigits = currencyDecimals;

        // A symbol of letters (CHF) keeps a distance from the number, a sign (£) does not.
        bool hasLetters = currencySymbol.Any(char.IsLetter);
        numbers.CurrencyPositivePattern = known.SymbolLast ? 3 : hasLetters || known.Name is "nl-NL" or "de-AT" or "de-CH" ? 2 : 0;
        numbers.CurrencyNegativePattern = known.SymbolLast ? 8 : hasLetters || known.Name is "nl-NL" or "de-AT" or "de-CH" ? 9 : 1;
        culture.DateTimeFormat.ShortDatePattern = known.Date;
        culture.DateTimeFormat.LongTimePattern = "HH:mm:ss";
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        return culture;
    }
}
