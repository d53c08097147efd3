namespace ClvActors.Domain.Transactions;

/// <summary>The magnitudes beyond which a field is a typing error and the line counts as malformed.</summary>
/// <remarks>
/// They also guarantee that no sum overflows: the largest line is 10^7 pieces x 10^6 x 10^4 ten-thousandths = 10^17, so 92 lines of the
/// extreme size fit into 64 bits and <see cref="Money"/> throws beyond. The dataset's largest quantity is 80,995, its largest price 53,594.36.
/// </remarks>
public static class TransactionLimits
{
    /// <summary>Largest absolute quantity, in pieces.</summary>
    public const int LargestQuantity = 10_000_000;

    /// <summary>Largest absolute unit price, in whole units of currency.</summary>
    public const int LargestPrice = 1_000_000;

    /// <summary>First accepted calendar year.</summary>
    public const int FirstYear = 1970;

    /// <summary>Last accepted calendar year.</summary>
    public const int LastYear = 2199;

    /// <summary>Longest accepted text field, in UTF-16 units.</summary>
    public const int LongestText = 1_000;
}
