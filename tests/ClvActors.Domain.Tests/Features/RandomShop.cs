using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Features;

/// <summary>A small shop made of everything that is awkward: interleaved and reused invoice numbers, repeated days, conflicts, line ids, returns.</summary>
internal sealed class RandomShop
{
    public const int Days = 1_000;
    public static readonly DateOnly FirstDay = new(2009, 3, 1);

    private static readonly string[] StockCodes =
        ["85123A", "85123a", "22423", "POSTER", "21730", "84029E", "22752", "71053", "22633", "D1", "22197", "84879", "10002"];

    private static readonly string[] NoProducts = ["POST", "D", "M", "DOT", "BANK CHARGES", "AMAZONFEE", "S", "PADS", "C2"];
    private static readonly string[] Customers = ["9", "10", "13085", "999999999999999", "007", "A-1", "a-1", "Zoë", "17850", "2", "12346", "0"];
    private static readonly string[] Countries = ["United Kingdom", "France", "EIRE", "", "united kingdom"];

    private readonly Random _random;
    private readonly List<TransactionLine> _lines = [];

    public RandomShop(int seed)
    {
        _random = new Random(seed);
        int customers = _random.Next(1, Customers.Length + 1);
        for (int customer = 0; customer < customers; customer++)
        {
            string home = Countries[_random.Next(Countries.Length)];
            for (int visit = _random.Next(0, 14); visit > 0; visit--)
            {
                AddVisit(CustomerId.Parse(Customers[customer]), home);
            }
        }

        RepeatDays();
    }

    /// <summary>All lines as a file would hold them; the lines of one invoice are in the order that counts.</summary>
    public IReadOnlyList<TransactionLine> Lines => _lines;

    /// <summary>The lines in another order that keeps the order inside every invoice.</summary>
    /// <param name="random">Source of the order.</param>
    /// <param name="spreadDays">How many days after its date a line may come; null for an order that ignores the dates.</param>
    public IReadOnlyList<TransactionLine> Arrivals(Random random, double? spreadDays) =>
        [.. _lines
            .GroupBy(line => (line.Customer, line.Invoice, line.Date))
            .SelectMany(invoice => invoice
                .Select(line => (spreadDays is null ? 0 : line.Date.DayNumber) + (random.NextDouble() * (spreadDays ?? 1)))
                .Order()
                .Zip(invoice))
            .OrderBy(arrival => arrival.First)
            .Select(arrival => arrival.Second)];

    private void AddVisit(CustomerId customer, string country)
    {
        DateTime time = FirstDay.AddDays(_random.Next(Days)).ToDateTime(new TimeOnly(_random.Next(7, 21), _random.Next(60)));
        List<List<TransactionLine>> invoices = [];
        for (int number = Chance(0.2) ? 2 : 1; number > 0; number--)
        {
            string prefix = Chance(0.12) ? "C" : "";
            invoices.Add(Invoice(customer, $"{prefix}{_random.Next(100, 140)}", time, country));
        }

        // Two invoices of the same minute stand in the file line by line, as 656 of the dataset's do.
        while (invoices.Any(invoice => invoice.Count > 0))
        {
            List<TransactionLine> next = invoices[_random.Next(invoices.Count)];
            if (next.Count > 0)
            {
                _lines.Add(next[0]);
                next.RemoveAt(0);
            }
        }
    }

    private List<TransactionLine> Invoice(CustomerId customer, string number, DateTime time, string country)
    {
        bool isSpread = Chance(0.4);
        bool hasLineIds = Chance(0.2);
        List<TransactionLine> lines = [];
        for (int line = _random.Next(1, 9); line > 0; line--)
        {
            lines.Add(new TransactionLine(
                number,
                Chance(0.04) ? NoProducts[_random.Next(NoProducts.Length)] : StockCodes[_random.Next(StockCodes.Length)],
                "",
                Chance(0.04) ? -_random.Next(0, 3) : _random.Next(1, 60),
                isSpread ? time.AddSeconds(_random.Next(-3_600, 3_600)) : time,
                new Money(Chance(0.04) ? -_random.Next(0, 2) : _random.Next(1, 400_000)),
                Chance(0.03) ? null : customer,
                Chance(0.1) ? Countries[_random.Next(Countries.Length)] : country,
                hasLineIds && Chance(0.8) ? $"{_random.Next(1, 8)}" : null));
        }

        return lines;
    }

    private void RepeatDays()
    {
        DateOnly from = FirstDay.AddDays(_random.Next(Days));
        DateOnly to = from.AddDays(_random.Next(200));
        _lines.AddRange([.. _lines
            .Where(line => line.Date >= from && line.Date <= to)
            .Select(line => Chance(0.1) ? line with { Quantity = line.Quantity + 1 } : line)]);
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;
}
