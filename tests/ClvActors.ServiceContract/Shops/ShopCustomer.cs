using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Shops;

/// <summary>How one customer of a random shop behaves.</summary>
internal sealed record ShopCustomer(CustomerId Id, string Country, int FirstDay, int LastDay, double DailyChance)
{
    private const int TypesWrong = 5;
    private const int Cancels = 7;
    private const int HasTwin = 9;

    /// <summary>Another customer who buys exactly the same.</summary>
    public CustomerId? Twin { get; private init; }

    /// <summary>Which share of the invoices' dates is typed wrong.</summary>
    public double WrongDates { get; private init; }

    /// <summary>Whether the customer never buys and only cancels.</summary>
    public bool OnlyCancels { get; private init; }

    public static ShopCustomer Make(int index, int firstDay, int days, Random random)
    {
        int lastDay = firstDay + days - 1;
        (int from, int to) = random.Next(5) switch
        {
            0 => (firstDay, firstDay + random.Next(10, 80)),
            1 => (lastDay - random.Next(1, 60), lastDay),
            2 => (firstDay + random.Next(days - 30), lastDay),
            _ => (firstDay, lastDay),
        };
        double chance = random.Next(4) == 0 ? 1.5 / (to - from + 1) : 1.0 / random.Next(12, 70);
        if (index == TypesWrong)
        {
            (from, to, chance) = (firstDay, lastDay, 1.0 / 30);
        }

        return new ShopCustomer(IdOf(index), random.Next(4) == 0 ? "France" : "United Kingdom", from, to, chance)
        {
            WrongDates = index == TypesWrong ? (random.Next(3) == 0 ? 1 : 0.4) : 0,
            OnlyCancels = index == Cancels,
            Twin = index % HasTwin == 2 ? CustomerId.Parse($"twin-{index}") : null,
        };
    }

    public bool BuysOn(int day, Random random) => random.NextDouble() < DailyChance && day >= FirstDay && day <= LastDay;

    private static CustomerId IdOf(int index) => (index % 6) switch
    {
        0 => CustomerId.Parse($"A-{index}"),
        1 => CustomerId.Parse($"00{index}"),
        2 => CustomerId.FromNumber(999_999_999_990_000 + index),
        _ => CustomerId.FromNumber(12_000 + (index * 37)),
    };
}
