using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Serialization;

/// <summary>Has Orleans serialize <see cref="TransactionLine"/>.</summary>
[RegisterConverter]
public sealed class TransactionLineConverter : IConverter<TransactionLine, TransactionLineSurrogate>
{
    /// <inheritdoc/>
    public TransactionLine ConvertFromSurrogate(in TransactionLineSurrogate surrogate) =>
        new(
            surrogate.Invoice,
            surrogate.StockCode,
            surrogate.Description ?? "",
            surrogate.Quantity,
            new DateTime(surrogate.Ticks, DateTimeKind.Unspecified),
            new Money(surrogate.Price),
            surrogate.Customer is { } id ? CustomerId.Parse(id) : null,
            surrogate.Country ?? "",
            surrogate.LineId);

    /// <inheritdoc/>
    public TransactionLineSurrogate ConvertToSurrogate(in TransactionLine value) =>
        new()
        {
            Invoice = value.Invoice,
            StockCode = value.StockCode,
            Description = value.Description,
            Quantity = value.Quantity,
            Ticks = value.Time.Ticks,
            Price = value.Price.TenThousandths,
            Customer = value.Customer?.ToString(),
            Country = value.Country,
            LineId = value.LineId,
        };
}
