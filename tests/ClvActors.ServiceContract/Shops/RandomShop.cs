using ClvActors.Domain.Transactions;

namespace ClvActors.ServiceContract.Shops;

/// <summary>A small shop over 450 days with everything that makes lines difficult; the same seed gives the same lines.</summary>
/// <remarks>
/// Holds ids of all kinds, twins that buy the same at the same time, customers who stop, start late, buy once or only cancel; interleaved invoices, reused
/// invoice numbers, equal and conflicting duplicates, line ids, guests, fees, free goods, returns; and one customer whose dates are typed wrong, far ahead of everyone's.
/// </remarks>
public sealed class RandomShop
{
    private const int Days = 450;

    private readonly Random _random;
    private readonly List<SoldLine> _lines = [];
    private readonly int _firstDay;
    private int _invoice = 500_000;

    private RandomShop(int seed, int customers)
    {
        _random = new Random(seed);
        _firstDay = new DateOnly(2009, 12, 1).DayNumber + _random.Next(60);
        LastDay = _firstDay + Days - 1;
        ShopCustomer[] all = [.. Enumerable.Range(0, customers).Select(index => ShopCustomer.Make(index, _firstDay, Days, _random))];
        for (int day = _firstDay; day <= LastDay; day++)
        {
            SellDay(day, all);
        }

        Customers = [.. all.Select(customer => customer.Id)];
    }

    /// <summary>All lines as they were sold.</summary>
    public IReadOnlyList<SoldLine> Lines => _lines;

    /// <summary>Every id that may have bought, those without any line included.</summary>
    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>Day number of the last day; all dates but the wrong ones lie at or before it.</summary>
    public int LastDay { get; }

    /// <summary>Day number of the first day.</summary>
    public int FirstDay => _firstDay;

    /// <summary>Makes a shop.</summary>
    public static RandomShop Make(int seed, int customers = 40) => new(seed, customers);

    /// <summary>The lines in an order of arrival.</summary>
    public List<SoldLine> Arriving(ArrivalOrder order, Random random)
    {
        SoldLine[] lines = [.. _lines];
        switch (order)
        {
            case ArrivalOrder.AsSold:
                break;
            case ArrivalOrder.ShuffledWithinDays:
                int start = 0;
                while (start < lines.Length)
                {
                    int end = start;
                    while (end < lines.Length && lines[end].Day == lines[start].Day)
                    {
                        end++;
                    }

                    Shuffle(lines.AsSpan(start, end - start), random);
                    start = end;
                }

                break;
            default:
                Shuffle(lines, random);
                break;
        }

        return [.. lines];
    }

    private static void Shuffle(Span<SoldLine> lines, Random random)
    {
        // Each invoice's lines keep their order but may be torn apart: the places are shuffled, then dealt to the invoices.
        Dictionary<(CustomerId?, string, DateOnly), Queue<SoldLine>> invoices = [];
        foreach (SoldLine line in lines)
        {
            (CustomerId?, string, DateOnly) key = KeyOf(line);
            if (!invoices.TryGetValue(key, out Queue<SoldLine>? own))
            {
                invoices.Add(key, own = new Queue<SoldLine>());
            }

            own.Enqueue(line);
        }

        random.Shuffle(lines);
        for (int index = 0; index < lines.Length; index++)
        {
            lines[index] = invoices[KeyOf(lines[index])].Dequeue();
        }
    }

    private static (CustomerId?, string, DateOnly) KeyOf(SoldLine sold) => (sold.Line.Customer, sold.Line.Invoice, sold.Line.Date);

    private void SellDay(int day, ShopCustomer[] customers)
    {
        int first = _lines.Count;
        foreach (ShopCustomer customer in customers)
        {
            if (!customer.BuysOn(day, _random))
            {
                continue;
            }

            int invoices = _random.Next(8) == 0 ? 2 : 1;
            DateTime time = DateOnly.FromDayNumber(day).ToDateTime(default).AddMinutes(_random.Next(8 * 60, 20 * 60));
            for (int index = 0; index < invoices; index++)
            {
                List<TransactionLine> lines = BasketOf(customer, time);
                Add(day, lines);
                if (customer.Twin is { } twin)
                {
                    Add(day, lines.Select(line => line with { Customer = twin }));
                }
            }
        }

        if (_random.Next(4) == 0)
        {
            Add(day, [Line(NextInvoice(), "85123A", 2, DateOnly.FromDayNumber(day).ToDateTime(new TimeOnly(11, 5)), 29500, null, "United Kingdom")]);
        }

        SoldLine[] byTime = [.. _lines.Skip(first).OrderBy(sold => sold.Line.Time)];
        _lines.RemoveRange(first, byTime.Length);
        _lines.AddRange(byTime);
    }

    private void Add(int day, IEnumerable<TransactionLine> lines) => _lines.AddRange(lines.Select(line => new SoldLine(day, line)));

    private List<TransactionLine> BasketOf(ShopCustomer customer, DateTime time)
    {
        if (_random.NextDouble() < customer.WrongDates)
        {
            time = _random.Next(2) == 0 ? time.AddYears(100) : time.AddDays(_random.Next(1, 120));
        }

        string invoice = _random.Next(12) == 0 ? "499999" : NextInvoice();
        List<TransactionLine> lines = [];
        for (int count = _random.Next(1, 5); count > 0; count--)
        {
            TransactionLine line = Line(invoice, Product(), Quantity(), time.AddMinutes(_random.Next(3)), Price(), customer.Id, customer.Country);
            line = _random.Next(15) == 0 ? line with { LineId = $"L{_random.Next(3)}" } : line;
            lines.Add(line);
            AddTroubleWith(line, lines);
        }

        if (customer.OnlyCancels || _random.Next(10) == 0)
        {
            string cancelled = "C" + NextInvoice();
            lines = customer.OnlyCancels ? [] : lines;
            lines.Add(Line(cancelled, Product(), -Quantity(), time, Price(), customer.Id, customer.Country));
        }

        return lines;
    }

    private void AddTroubleWith(TransactionLine line, List<TransactionLine> lines)
    {
        switch (_random.Next(30))
        {
            case 0:
                lines.Add(line);
                break;
            case 1:
                lines.Add(line with { Quantity = line.Quantity + 1 });
                break;
            case 2:
                lines.Add(line with { Price = new Money(line.Price.TenThousandths + 1), LineId = null });
                break;
            case 3:
                lines.Add(line with { LineId = $"M{_random.Next(2)}", Quantity = line.Quantity * 2 });
                break;
            case 4:
                lines.Add(line with { StockCode = "POST" });
                break;
            case 5:
                lines.Add(line with { StockCode = "22423", Price = Money.Zero });
                break;
            case 6:
                lines.Add(line with { StockCode = "22423", Quantity = -line.Quantity });
                break;
            default:
                break;
        }
    }

    private static TransactionLine Line(string invoice, string product, int quantity, DateTime time, long price, CustomerId? customer, string country) =>
        new(invoice, product, $"PRODUCT {product}", quantity, time, new Money(price), customer, country);

    private string NextInvoice() => (++_invoice).ToString();

    private string Product() => _random.Next(3) == 0 ? "85123A" : (20_000 + _random.Next(12)).ToString();

    private int Quantity() => _random.Next(3) switch { 0 => 1, 1 => 12, _ => _random.Next(1, 40) };

    private long Price() => _random.Next(4) switch { 0 => 8500, 1 => 29500, 2 => 1, _ => _random.Next(1, 200) * 100 };
}
