using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>Makes purchase summaries from cleaned lines.</summary>
public static class PurchaseSummaries
{
    /// <summary>Summarises everyone with a purchase in the window of 365 days up to and including D, one-time buyers too.</summary>
    /// <param name="lines">All lines; those outside the window count for nothing.</param>
    /// <param name="asOf">The as-of date D.</param>
    /// <returns>Summaries by customer, ascending by id.</returns>
    public static SortedDictionary<CustomerId, PurchaseSummary> At(BatchFeatures lines, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(lines);
        SortedDictionary<CustomerId, PurchaseSummary> summaries = [];
        foreach ((CustomerId id, FeatureVector features) in lines.Compute(asOf))
        {
            summaries.Add(id, PurchaseSummary.From(features));
        }

        return summaries;
    }
}
