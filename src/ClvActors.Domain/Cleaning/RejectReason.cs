namespace ClvActors.Domain.Cleaning;

/// <summary>Why a line is no purchase, in the order in which the reasons are tried; the first that holds is counted.</summary>
/// <remarks>The numbers are part of the log's format.</remarks>
public enum RejectReason
{
    /// <summary>A field is missing or cannot be read.</summary>
    Malformed = 0,

    /// <summary>The sale has no customer.</summary>
    NoCustomerId = 1,

    /// <summary>The invoice number starts with <c>C</c>; the customer's state counts it as a cancellation.</summary>
    Cancellation = 2,

    /// <summary>The stock code is a fee, postage or an adjustment.</summary>
    NonProduct = 3,

    /// <summary>The unit price is zero or negative.</summary>
    Price = 4,

    /// <summary>The quantity is zero or negative.</summary>
    Quantity = 5,
}
