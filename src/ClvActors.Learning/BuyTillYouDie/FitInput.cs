namespace ClvActors.Learning.BuyTillYouDie;

/// <summary>What the fits ask of their data.</summary>
internal static class FitInput
{
    /// <summary>Fewest customers of a fit: about two per parameter, below which estimates only repeat the sample's accidents.</summary>
    public const int FewestCustomers = 10;

    public static void CheckPenalty(double penalty)
    {
        if (!(penalty >= 0 && penalty < double.PositiveInfinity))
        {
            throw new ArgumentOutOfRangeException(nameof(penalty), penalty, "the penalty must be finite and not negative");
        }
    }

    public static void CheckHistories(IReadOnlyCollection<PurchaseSummary> customers)
    {
        Require(customers.Count >= FewestCustomers, $"there are {customers.Count} customers, a fit needs at least {FewestCustomers}");
        int row = 0;
        foreach (PurchaseSummary customer in customers)
        {
            bool isHistory = customer.Frequency >= 0 && customer.Recency >= 0 && customer.Recency <= customer.Age && double.IsFinite(customer.Age);
            Require(
                isHistory,
                $"customer {row}: frequency {customer.Frequency}, recency {customer.Recency} and age {customer.Age} are no purchase history, expected 0 <= frequency and 0 <= recency <= age");
            row++;
        }

        Require(customers.Any(customer => customer.Age > 0), "every customer's age is 0, there is no time to learn from");
        Require(customers.Any(customer => customer.Frequency > 0), "no customer has a repeat purchase");
        PurchaseSummary first = customers.First();
        Require(
            customers.Any(customer => customer.Frequency != first.Frequency || customer.Recency != first.Recency || customer.Age != first.Age),
            "all customers have the same frequency, recency and age");
    }

    public static void CheckSpends(IReadOnlyCollection<PurchaseSummary> repeatBuyers)
    {
        Require(repeatBuyers.Count >= FewestCustomers, $"there are {repeatBuyers.Count} customers with a repeat purchase, a fit of spend needs at least {FewestCustomers}");
        foreach (PurchaseSummary customer in repeatBuyers)
        {
            Require(
                customer.MeanSpend > 0 && double.IsFinite(customer.MeanSpend),
                $"a customer with {customer.Frequency} repeat purchases has a mean spend of {customer.MeanSpend}, expected a finite number above 0");
        }

        double first = repeatBuyers.First().MeanSpend;
        Require(repeatBuyers.Any(customer => customer.MeanSpend != first), $"all repeat buyers have the same mean spend, {first}");
    }

    private static void Require(bool holds, string message)
    {
        if (!holds)
        {
            throw new InvalidDataException(message);
        }
    }
}
