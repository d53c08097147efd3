using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Tests.Journal;

/// <summary>Lines for codec tests.</summary>
internal static class SampleLines
{
    public static readonly TransactionLine[] Plain =
    [
        new("489434", "85048", "15CM CHRISTMAS GLASS BALL 20 LIGHTS", 12, new DateTime(2009, 12, 1, 7, 45, 0), new Money(69500), CustomerId.FromNumber(13085), "United Kingdom"),
        new("489434", "79323P", "PINK CHERRY LIGHTS", 12, new DateTime(2009, 12, 1, 7, 45, 0), new Money(67500), CustomerId.FromNumber(13085), "United Kingdom"),
        new("C489449", "85048", "15CM CHRISTMAS GLASS BALL 20 LIGHTS", -1, new DateTime(2009, 12, 1, 10, 33, 0), new Money(69500), CustomerId.Parse("A-1"), "Australia", "line 7"),
        new("489450", "POST", string.Empty, 1, new DateTime(2009, 12, 1, 10, 33, 7).AddTicks(3), new Money(-10000), CustomerId.Parse("A-1"), string.Empty, string.Empty),
    ];

    public static IEnumerable<TransactionLine> Extreme()
    {
        string[] texts = ["x", "é", "日本", "\U0001F600", "half \ud800 pair", new('y', 63), new('y', 64), new('ü', 31), new('ü', 32), new('z', 1000), "CLVF"];
        string[] ids = ["0", "999999999999999", "1000000000000000", "007", "A.0.0", "13085.0.0", "B .0", "\ud83d"];
        DateTime[] times = [DateTime.MinValue, DateTime.MaxValue, new(1970, 1, 1), new(2199, 12, 31, 23, 59, 59), DateTime.MinValue.AddTicks(1)];
        int[] quantities = [0, 1, -1, int.MaxValue, int.MinValue, 10_000_000];
        long[] prices = [0, 1, -1, long.MaxValue, long.MinValue, 63, 64, -64, -65];
        for (int index = 0; index < 200; index++)
        {
            yield return new TransactionLine(
                texts[index % 11], texts[index * 3 % 11], index % 5 == 0 ? string.Empty : texts[index * 7 % 11], quantities[index % 6], times[index % 5],
                new Money(prices[index % 9]), CustomerId.Parse(ids[index % 8]), texts[index * 5 % 11], index % 3 == 0 ? null : texts[index % 7]);
        }
    }

    /// <summary>Random lines that repeat as a shop's do.</summary>
    public static TransactionLine[] Shop(int seed, int count)
    {
        Random random = new(seed);
        TransactionLine[] lines = new TransactionLine[count];
        DateTime time = new(2010, 1, 1, 8, 0, 0);
        int invoice = 500_000;
        CustomerId customer = CustomerId.FromNumber(12_345);
        for (int index = 0; index < count; index++)
        {
            if (random.Next(20) == 0)
            {
                invoice++;
                time = time.AddMinutes(random.Next(10));
                customer = CustomerId.FromNumber(12_000 + random.Next(6_000));
            }

            int product = random.Next(4_000);
            lines[index] = new TransactionLine(
                invoice.ToString(), (20_000 + product).ToString(), $"PRODUCT NUMBER {product} IN A BOX OF SIX", random.Next(1, 50), time,
                new Money(random.Next(1, 2_000) * 100), customer, random.Next(10) == 0 ? "France" : "United Kingdom");
        }

        return lines;
    }
}
