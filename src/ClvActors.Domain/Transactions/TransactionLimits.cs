namespace ClvActors.Domain.Transactions;

/// <summary>The magnitudes beyond which a field is a typing error and the line counts as malformed.</summary>
/// <remarks>
/// They also keep every sum inside 64 bits: nine million lines of the largest total fit into one customer's window. The dataset's largest
/// quantity is 80,995, its largest price 53,594.36 and its largest line total 168,469.60.
/// </remarks>
public static class TransactionLimits
{
    /// <summary>Largest absolute quantity, in pieces.</summary>
    public const int LargestQuantity = 10_000_000;

    /// <summary>Largest absolute unit price, in whole units of currency.</summary>
    public const int LargestPrice = 1_000_000;

    /// <summary>Largest absolute quantity x price, in whole units of currency.</summary>
    public const int LargestLineTotal = 100_000_000;

    /// <summary>First accepted calendar year.</summary>
    public const int FirstYear = 1970;

    /// <summary>Last accepted calendar year.</summary>
    public const int LastYear = 2199;

    /// <summary>Longest accepted text field, in UTF-16 units.</summary>
    public const int LongestText = 1_000;

    /// <summary>Whether quantity x price stays within <see cref="LargestLineTotal"/>; each must be within its own limit.</summary>
    public static bool AllowTotal(int quantity, Money price) =>
        Math.Abs(quantity * price.TenThousandths) <= LargestLineTotal * Money.PerUnit;

    /// <summary>Whether a line that no parser has seen is well-formed: numbers and year within the limits, invoice and stock code not empty.</summary>
    public static bool Allow(TransactionLine line) =>
        line.Quantity is >= -LargestQuantity and <= LargestQuantity
        && line.Price.TenThousandths is >= -LargestPrice * Money.PerUnit and <= LargestPrice * Money.PerUnit
        && AllowTotal(line.Quantity, line.Price)
        && line.Time.Year is >= FirstYear and <= LastYear
        && line.Invoice.Length > 0
        && line.StockCode.Length > 0;
}
