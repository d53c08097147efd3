using ClvActors.Domain.Customers;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Population;

/// <summary>A customer's three rank keys.</summary>
/// <param name="Recency">Minus the day of the last purchase, so that ascending is most recent first and a move of D changes nothing.</param>
/// <param name="Frequency">Invoices in the window.</param>
/// <param name="Monetary">Spend in the window, in ten-thousandths.</param>
public readonly record struct RankKeys(RankKey Recency, RankKey Frequency, RankKey Monetary)
{
    /// <summary>The keys of a customer with a purchase in the window.</summary>
    public static RankKeys Of(CustomerId id, in WindowTotals totals) =>
        new(new RankKey(-totals.LastDay, id), new RankKey(totals.Invoices, id), new RankKey(totals.Spend.TenThousandths, id));

    /// <summary>The keys behind a record; null outside the population.</summary>
    /// <param name="record">The record.</param>
    /// <param name="spendTenThousandths">The exact spend behind its feature, in ten-thousandths.</param>
    public static RankKeys? Of(CustomerRecord record, long spendTenThousandths) => record.IsInPopulation
        ? new RankKeys(
            new RankKey(-record.LastPurchaseDay!.Value, record.Id),
            new RankKey(record.Features.Frequency, record.Id),
            new RankKey(spendTenThousandths, record.Id))
        : null;
}
