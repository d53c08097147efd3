using System.Text.RegularExpressions;

namespace ClvActors.Host.Dashboard;

/// <summary>Signs and decimals of currencies by their ISO 4217 codes.</summary>
internal static partial class Currencies
{
    /// <summary>Whether a text has the form of a code: three capital letters.</summary>
    public static bool IsCode(string text) => Code().IsMatch(text);

    /// <summary>What stands beside amounts: a sign where a currency has one of its own, otherwise the code, which cannot be mistaken for another dollar or krone.</summary>
    public static string Symbol(string code) => code switch
    {
        "GBP" => "£",
        "EUR" => "€",
        "USD" => "$",
        "JPY" => "¥",
        "INR" => "₹",
        "KRW" => "₩",
        _ => code,
    };

    /// <summary>Digits of the smallest unit.</summary>
    public static int Decimals(string code) => code is "JPY" or "KRW" or "ISK" or "CLP" or "VND" or "HUF" ? 0 : 2;

    [GeneratedRegex("^[A-Z]{3}$")]
    private static partial Regex Code();
}
