namespace ClvActors.Domain.Cleaning;

/// <summary>Names of the reasons as they stand in answers and summaries.</summary>
public static class RejectReasonNames
{
    /// <summary>How many reasons there are.</summary>
    public const int Count = 6;

    private static readonly string[] Names =
        ["malformed", "no_customer_id", "cancellation", "non_product", "price", "quantity"];

    /// <summary>The snake_case name of a reason.</summary>
    public static string Name(this RejectReason reason) => Names[(int)reason];
}
