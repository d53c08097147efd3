namespace ClvActors.Domain.Transactions;

/// <summary>The fields of one line on their way to <see cref="TransactionLineParser"/>; those not set are empty.</summary>
public ref struct TransactionFields
{
    /// <summary>Invoice number.</summary>
    public TransactionField Invoice { get; set; }

    /// <summary>Product code.</summary>
    public TransactionField StockCode { get; set; }

    /// <summary>Product text.</summary>
    public TransactionField Description { get; set; }

    /// <summary>Pieces.</summary>
    public TransactionField Quantity { get; set; }

    /// <summary>Time of the sale.</summary>
    public TransactionField InvoiceDate { get; set; }

    /// <summary>Unit price.</summary>
    public TransactionField Price { get; set; }

    /// <summary>Customer id.</summary>
    public TransactionField CustomerId { get; set; }

    /// <summary>Country.</summary>
    public TransactionField Country { get; set; }

    /// <summary>The line's own identity.</summary>
    public TransactionField LineId { get; set; }

    /// <summary>Sets one field by name of column.</summary>
    public TransactionField this[TransactionColumn column]
    {
        set
        {
            switch (column)
            {
                case TransactionColumn.Invoice: Invoice = value; break;
                case TransactionColumn.StockCode: StockCode = value; break;
                case TransactionColumn.Description: Description = value; break;
                case TransactionColumn.Quantity: Quantity = value; break;
                case TransactionColumn.InvoiceDate: InvoiceDate = value; break;
                case TransactionColumn.Price: Price = value; break;
                case TransactionColumn.CustomerId: CustomerId = value; break;
                case TransactionColumn.Country: Country = value; break;
                case TransactionColumn.LineId: LineId = value; break;
                default: throw new ArgumentOutOfRangeException(nameof(column));
            }
        }
    }
}
