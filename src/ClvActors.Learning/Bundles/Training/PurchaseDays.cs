using ClvActors.Domain.Transactions;
using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>On which days customers bought, and for how much.</summary>
/// <remarks>Immutable once built; any number of threads may read.</remarks>
internal sealed class PurchaseDays
{
    private readonly SortedDictionary<CustomerId, (int[] Days, double[] Spend)> _customers = [];

    private PurchaseDays(int firstDay, int lastDay)
    {
        FirstDay = firstDay;
        LastDay = lastDay;
    }

    /// <summary>Day number of the first purchase of anyone.</summary>
    public int FirstDay { get; }

    /// <summary>Day number of the last purchase of anyone: where the data ends.</summary>
    public int LastDay { get; }

    /// <summary>Adds up lines.</summary>
    /// <param name="purchases">Kept purchase lines, at least one.</param>
    /// <param name="excluded">Customers to leave out.</param>
    public static PurchaseDays Of(IEnumerable<TransactionLine> purchases, IReadOnlySet<CustomerId> excluded)
    {
        Dictionary<CustomerId, SortedDictionary<int, Money>> totals = [];
        int first = int.MaxValue;
        int last = int.MinValue;
        foreach (TransactionLine line in purchases)
        {
            int day = line.Date.DayNumber;
            first = Math.Min(first, day);
            last = Math.Max(last, day);
            CustomerId customer = line.Customer!.Value;
            if (excluded.Contains(customer))
            {
                continue;
            }

            if (!totals.TryGetValue(customer, out SortedDictionary<int, Money>? days))
            {
                totals.Add(customer, days = []);
            }

            days[day] = days.GetValueOrDefault(day) + line.Total;
        }

        PurchaseDays all = new(first, last);
        foreach ((CustomerId customer, SortedDictionary<int, Money> days) in totals)
        {
            all._customers.Add(customer, ([.. days.Keys], [.. days.Values.Select(spend => spend.ToDouble())]));
        }

        return all;
    }

    /// <summary>Whether a customer is among them.</summary>
    public bool Contains(CustomerId customer) => _customers.ContainsKey(customer);

    /// <summary>What a customer spent after a day.</summary>
    /// <param name="customer">A customer among them.</param>
    /// <param name="after">Day number; purchases on it do not count.</param>
    /// <param name="days">Days ahead.</param>
    public double SpendAfter(CustomerId customer, int after, int days)
    {
        (int[] bought, double[] spend) = _customers[customer];
        double sum = 0;
        for (int at = CountUpTo(bought, after); at < bought.Length && bought[at] <= after + days; at++)
        {
            sum += spend[at];
        }

        return sum;
    }

    /// <summary>Customers and the day of their last purchase up to a day.</summary>
    /// <param name="day">Day number; customers whose purchases all lie after it are passed over.</param>
    public IEnumerable<(CustomerId Customer, int LastDay)> LastPurchases(int day)
    {
        foreach ((CustomerId customer, (int[] bought, _)) in _customers)
        {
            int count = CountUpTo(bought, day);
            if (count > 0)
            {
                yield return (customer, bought[count - 1]);
            }
        }
    }

    /// <summary>Everyone's whole history up to the end of the data, a day with purchases being one purchase.</summary>
    public IReadOnlyList<PurchaseSummary> Summaries() =>
    [
        .. _customers.Values.Select(customer => new PurchaseSummary(
            customer.Days.Length - 1, customer.Days[^1] - customer.Days[0], LastDay - customer.Days[0])),
    ];

    private static int CountUpTo(int[] days, int day)
    {
        int at = Array.BinarySearch(days, day);
        return at >= 0 ? at + 1 : ~at;
    }
}
