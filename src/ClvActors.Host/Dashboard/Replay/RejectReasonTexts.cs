using ClvActors.Domain.Cleaning;

namespace ClvActors.Host.Dashboard.Replay;

/// <summary>The reasons for rejecting a line in words for people.</summary>
internal static class RejectReasonTexts
{
    /// <summary>A short name.</summary>
    public static string Name(RejectReason reason) => reason switch
    {
        RejectReason.Malformed => "Malformed",
        RejectReason.NoCustomerId => "No customer",
        RejectReason.Cancellation => "Cancellation",
        RejectReason.NonProduct => "Not a product",
        RejectReason.Price => "Price",
        _ => "Quantity",
    };

    /// <summary>What it means.</summary>
    public static string Meaning(RejectReason reason) => reason switch
    {
        RejectReason.Malformed => "A field is missing or cannot be read.",
        RejectReason.NoCustomerId => "The sale names no customer.",
        RejectReason.Cancellation => "The invoice number begins with C. Counted for the customer, but no purchase.",
        RejectReason.NonProduct => "Postage, a fee, a discount or another adjustment.",
        RejectReason.Price => "The price is zero or below.",
        _ => "The quantity is zero or below.",
    };
}
