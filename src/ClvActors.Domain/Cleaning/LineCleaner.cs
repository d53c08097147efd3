using System.Collections.Frozen;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Cleaning;

/// <summary>Decides from one line alone whether it is a purchase.</summary>
/// <remarks>Late and duplicate lines are told apart later, by the customer's state. Stateless; safe on any thread.</remarks>
public static class LineCleaner
{
    /// <summary>Name and version of these rules, as model bundles record it.</summary>
    public const string RulesName = "online-retail-1";

    private static readonly FrozenSet<string> NonProductCodes =
        new[] { "POST", "D", "M", "DOT", "BANK CHARGES", "AMAZONFEE", "S", "PADS", "C2" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The first reason that speaks against a well-formed line.</summary>
    /// <returns>The reason, or null for a purchase.</returns>
    public static RejectReason? Judge(TransactionLine line)
    {
        if (line.Customer is null)
        {
            return RejectReason.NoCustomerId;
        }

        if (line.IsCancellation)
        {
            return RejectReason.Cancellation;
        }

        if (NonProductCodes.Contains(line.StockCode))
        {
            return RejectReason.NonProduct;
        }

        if (line.Price <= Money.Zero)
        {
            return RejectReason.Price;
        }

        return line.Quantity <= 0 ? RejectReason.Quantity : null;
    }
}
