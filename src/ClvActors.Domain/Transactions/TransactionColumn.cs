namespace ClvActors.Domain.Transactions;

/// <summary>The fields of a transaction line, in the order of the published layout.</summary>
public enum TransactionColumn
{
    /// <summary>Invoice number.</summary>
    Invoice,

    /// <summary>Product code.</summary>
    StockCode,

    /// <summary>Product text; the one optional column besides <see cref="LineId"/>.</summary>
    Description,

    /// <summary>Pieces.</summary>
    Quantity,

    /// <summary>Time of the sale.</summary>
    InvoiceDate,

    /// <summary>Unit price.</summary>
    Price,

    /// <summary>Customer id; the column is required, a value is not.</summary>
    CustomerId,

    /// <summary>Country.</summary>
    Country,

    /// <summary>The line's own identity; optional.</summary>
    LineId,
}
