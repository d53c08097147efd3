using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Dashboard.Lookup;

/// <summary>What the page shows of one customer.</summary>
/// <param name="Detail">The service's answer.</param>
/// <param name="Explanation">All contributions to the score; null when there is no score to explain, or when the explanation was of another model than the detail.</param>
/// <param name="Purchases">The newest purchases that the customer's state holds, by time.</param>
/// <param name="PurchasesHeld">How many it holds.</param>
public sealed record CustomerView(CustomerDetail Detail, WhatIfAnswer? Explanation, IReadOnlyList<Purchase> Purchases, int PurchasesHeld)
{
    /// <summary>Most purchases that are drawn: at half a pixel each a chart shows nothing more.</summary>
    public const int MostPurchases = 500;

    /// <summary>Reads a customer.</summary>
    /// <returns>Null for one that never bought.</returns>
    public static async Task<CustomerView?> ReadAsync(ICustomerValueService service, CustomerId id, CancellationToken cancellation)
    {
        if (await service.FindAsync(id, cancellation) is not { } detail)
        {
            return null;
        }

        CustomerRecord record = detail.Record;
        WhatIfAnswer? explanation = null;
        if (record.Prediction.IsExplainable)
        {
            // The detail holds the five largest contributions; all of them come from scoring the same features again.
            explanation = await service.PredictAsync(record.Features.Values.ToArray(), cancellation);
            if (explanation.BundleId != record.BundleId || explanation.Source != record.Source)
            {
                explanation = null;
            }
        }

        IReadOnlyList<Purchase> purchases = (await service.PurchasesAsync([id], cancellation))[0].Purchases;
        return new CustomerView(detail, explanation, [.. purchases.Skip(Math.Max(0, purchases.Count - MostPurchases))], purchases.Count);
    }
}
