namespace ClvActors.Domain.Transactions;

/// <summary>One well-formed line of an invoice, normalised but not yet cleaned.</summary>
/// <param name="Invoice">Invoice number as written; a leading <c>C</c> marks a cancellation. Never empty.</param>
/// <param name="StockCode">Product code as written. Never empty.</param>
/// <param name="Description">Product text, trimmed and with inner white space collapsed; may be empty.</param>
/// <param name="Quantity">Pieces, within ±<see cref="TransactionLimits.LargestQuantity"/>; negative for returns.</param>
/// <param name="Time">Local, naive time of the sale (<see cref="DateTimeKind.Unspecified"/>).</param>
/// <param name="Price">Unit price, within ±<see cref="TransactionLimits.LargestPrice"/>.</param>
/// <param name="Customer">The customer, or null for a sale without one.</param>
/// <param name="Country">Country as written, trimmed; may be empty.</param>
/// <param name="LineId">The line's own identity when the source has one, otherwise null; it replaces the stock code in the duplicate rule.</param>
/// <remarks>Immutable; safe on any thread.</remarks>
public sealed record TransactionLine(
    string Invoice,
    string StockCode,
    string Description,
    int Quantity,
    DateTime Time,
    Money Price,
    CustomerId? Customer,
    string Country,
    string? LineId = null)
{
    /// <summary>Calendar date of the sale.</summary>
    public DateOnly Date => DateOnly.FromDateTime(Time);

    /// <summary>Whether the invoice number marks a cancellation.</summary>
    public bool IsCancellation => Invoice[0] == 'C';

    /// <summary>Quantity x price.</summary>
    public Money Total => Price * Quantity;
}
