using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Customers;

/// <summary>What is kept of an accepted line: enough for the duplicate rule and for exact totals.</summary>
/// <param name="StockNumber">The stock code's number in the writer's <see cref="StockCodeTable"/>.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="Price">Unit price.</param>
/// <param name="MinuteOfDay">0 to 1,439.</param>
/// <param name="IsUnitedKingdom">Whether the country is the United Kingdom.</param>
/// <param name="LineId">The line's own identity, or null.</param>
public readonly record struct InvoiceLine(
    int StockNumber, int Quantity, Money Price, short MinuteOfDay, bool IsUnitedKingdom, string? LineId)
{
    private const int EveningStartsAtMinute = 17 * 60;
    private const string UnitedKingdom = "United Kingdom";

    /// <summary>Quantity x price.</summary>
    public Money Total => Price * Quantity;

    /// <summary>Whether the line was sold at or after 17:00.</summary>
    public bool IsEvening => MinuteOfDay >= EveningStartsAtMinute;

    /// <summary>Keeps what counts of a line.</summary>
    public static InvoiceLine From(TransactionLine line, StockCodeTable stockCodes) =>
        new(
            stockCodes.NumberOf(line.StockCode),
            line.Quantity,
            line.Price,
            (short)((line.Time.Hour * 60) + line.Time.Minute),
            line.Country == UnitedKingdom,
            line.LineId);
}
