using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>Adds what customers have bought to a cohort.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
public static class CohortReading
{
    /// <summary>Reads one horizon on.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="horizon">One of its open horizons.</param>
    /// <param name="until">The last day to read, from <see cref="CohortSchedule.Due"/>.</param>
    /// <param name="purchases">One answer per customer of the cohort, in its order.</param>
    /// <returns>The horizon, read on; unmeasurable when the states no longer held all that is to be read.</returns>
    /// <exception cref="ArgumentException">There is another number of answers.</exception>
    public static CohortHorizon Read(PredictionCohort cohort, CohortHorizon horizon, DateOnly until, IReadOnlyList<CustomerPurchases> purchases)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(horizon);
        ArgumentNullException.ThrowIfNull(purchases);
        if (purchases.Count != cohort.Customers.Length)
        {
            throw new ArgumentException($"there are {purchases.Count} answers about {cohort.Customers.Length} customers", nameof(purchases));
        }

        if (purchases.Any(one => one.AsOf is not { } asOf || !CohortSchedule.IsHeld(horizon.ReadTo, asOf)))
        {
            return horizon with { State = HorizonState.Unmeasurable };
        }

        double[] spent = [.. horizon.Members.Select((member, at) => horizon.Spent[at] + SpendOf(purchases[member], horizon.ReadTo, until))];
        return horizon with { Spent = spent, ReadTo = until, State = until >= cohort.EndOf(horizon) ? HorizonState.Closed : HorizonState.Open };
    }

    private static double SpendOf(CustomerPurchases customer, DateOnly after, DateOnly until)
    {
        Money spend = Money.Zero;
        foreach (Purchase purchase in customer.Purchases)
        {
            DateOnly day = DateOnly.FromDateTime(purchase.Time);
            if (day > after && day <= until)
            {
                spend += purchase.Total;
            }
        }

        return spend.ToDouble();
    }
}
