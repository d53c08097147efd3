namespace ClvActors.Embedded.Journal;

/// <summary>First byte of a line in a batch payload: what is the same as in the line before and so not repeated.</summary>
[Flags]
internal enum LineFlags : byte
{
    /// <summary>Everything is written out.</summary>
    None = 0,

    /// <summary>The invoice of the line before.</summary>
    SameInvoice = 1,

    /// <summary>The time of the line before.</summary>
    SameTime = 2,

    /// <summary>The customer of the line before.</summary>
    SameCustomer = 4,

    /// <summary>The country of the line before.</summary>
    SameCountry = 8,

    /// <summary>A line id follows.</summary>
    HasLineId = 16,

    /// <summary>The time's distance is counted in minutes instead of ticks of 100 ns.</summary>
    WholeMinutes = 32,

    /// <summary>All flags of this version.</summary>
    Known = 63,
}
