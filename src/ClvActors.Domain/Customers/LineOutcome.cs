namespace ClvActors.Domain.Customers;

/// <summary>What a customer's state did with a line.</summary>
public enum LineOutcome
{
    /// <summary>Kept, in an invoice that was known.</summary>
    Accepted,

    /// <summary>Kept, as the first line of its invoice.</summary>
    AcceptedNewInvoice,

    /// <summary>Its key was kept before, with the same quantity and price.</summary>
    Duplicate,

    /// <summary>Its key was kept before, with another quantity or price.</summary>
    ConflictingDuplicate,

    /// <summary>Dated at or before the window's far side.</summary>
    Late,
}
