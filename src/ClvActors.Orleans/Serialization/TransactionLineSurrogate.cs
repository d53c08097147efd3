using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Serialization;

/// <summary><see cref="TransactionLine"/> on the wire and in the journal, without its customer when the customer is known from elsewhere.</summary>
[GenerateSerializer, Immutable, Alias("clv.transaction-line")]
public struct TransactionLineSurrogate
{
    /// <summary>Invoice number as written.</summary>
    [Id(0)]
    public string Invoice { get; set; }

    /// <summary>Product code as written.</summary>
    [Id(1)]
    public string StockCode { get; set; }

    /// <summary>Product text.</summary>
    [Id(2)]
    public string Description { get; set; }

    /// <summary>Pieces.</summary>
    [Id(3)]
    public int Quantity { get; set; }

    /// <summary>Local time of the sale in ticks.</summary>
    [Id(4)]
    public long Ticks { get; set; }

    /// <summary>Unit price in ten-thousandths.</summary>
    [Id(5)]
    public long Price { get; set; }

    /// <summary>The customer's id as text, or null for none.</summary>
    [Id(6)]
    public string? Customer { get; set; }

    /// <summary>Country as written.</summary>
    [Id(7)]
    public string Country { get; set; }

    /// <summary>The line's own identity, or null.</summary>
    [Id(8)]
    public string? LineId { get; set; }
}
