using System.Globalization;
using ClvActors.Domain.Transactions;

namespace ClvActors.Files.Generation;

/// <summary>Generates the transaction lines of a realistic shop in the order in which they happen.</summary>
/// <remarks>
/// <para>Registered customers arrive by BG/NBD and spend by Gamma-Gamma (see <see cref="ShopCustomer"/>), a few wholesalers buy much and
/// regularly; on top come guests without an id (about a fifth of the lines), returns as invoices with a leading C, duplicate lines (some
/// conflicting), stock corrections, postage, manual entries and fees. Invoice numbers and times ascend.</para>
/// <para>Memory: 44 bytes per customer, the returns that are still to come and one day's orders; lines are made as they are asked for. The
/// same options give the same lines: each customer draws from a source of its own, nothing depends on the clock or the culture.
/// An instance is immutable; each enumeration is a pass of its own.</para>
/// </remarks>
public sealed class ShopGenerator
{
    private const int FirstCustomer = 12_346;
    private const int FirstInvoice = 489_434;

    private const double GuestOrdersPerOrder = 0.2;
    private const double StockCorrectionsPerOrder = 0.08;
    private const double ReturnShare = 0.2;
    private const int LongestReturnDays = 35;

    private readonly ShopOptions _options;
    private readonly ShopCalendar _calendar;
    private readonly ShopCatalogue _catalogue;

    /// <summary>Prepares a shop.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number or date is out of its range.</exception>
    public ShopGenerator(ShopOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _calendar = new ShopCalendar(options);
        _catalogue = new ShopCatalogue(options.Seed);
    }

    /// <summary>All lines, invoice by invoice, times ascending.</summary>
    public IEnumerable<TransactionLine> Lines()
    {
        ShopPopulation population = new(_options, _calendar);
        ShopBaskets baskets = new(_catalogue);
        SplitMix64 random = SplitMix64.For(_options.Seed, ulong.MaxValue - 1);
        List<TransactionLine>?[] returns = new List<TransactionLine>?[_options.Days];
        List<ShopEvent> events = [];
        List<TransactionLine> lines = [];
        int invoice = FirstInvoice;
        for (int day = 0; day < _options.Days; day++)
        {
            DateTime midnight = _options.From.AddDays(day).ToDateTime(TimeOnly.MinValue);
            CollectEvents(population, returns[day], day, midnight, ref random, events);
            for (int at = 0; at < events.Count; at++)
            {
                ShopEvent happening = events[at];
                DateTime time = midnight.AddMinutes(happening.Minute);
                string number = (invoice++).ToString(CultureInfo.InvariantCulture);
                lines.Clear();
                switch (happening.Kind)
                {
                    case ShopEventKind.Order:
                        ref ShopCustomer customer = ref population.Customers[happening.Subject];
                        baskets.AddOrder(lines, ref customer, CustomerId.FromNumber(FirstCustomer + happening.Subject), number, time);
                        PlanReturn(lines, ref customer.Random, day, returns);
                        break;
                    case ShopEventKind.GuestOrder:
                        baskets.AddGuestOrder(lines, ref random, number, time);
                        break;
                    case ShopEventKind.StockCorrection:
                        baskets.AddStockCorrection(lines, ref random, number, time);
                        break;
                    case ShopEventKind.Return:
                        AddReturn(lines, returns[day]!, happening.Subject, "C" + number, time);
                        break;
                    default:
                        lines.Add(Fee(happening.Subject, "C" + number, time, ref random));
                        break;
                }

                foreach (TransactionLine line in lines)
                {
                    yield return line;
                }
            }

            returns[day] = null;
        }
    }

    private static void CollectEvents(
        ShopPopulation population, List<TransactionLine>? returned, int day, DateTime midnight, ref SplitMix64 random, List<ShopEvent> events)
    {
        events.Clear();
        population.CollectOrders(day, events);
        int orders = events.Count;
        AddEvents(events, ShopEventKind.GuestOrder, random.NextPoisson(orders * GuestOrdersPerOrder), ref random);
        AddEvents(events, ShopEventKind.StockCorrection, random.NextPoisson(orders * StockCorrectionsPerOrder), ref random);
        for (int at = 0; at < (returned?.Count ?? 0); at++)
        {
            // The lines of one return stand together; they share the invoice that they come from.
            if (at == 0 || returned![at].Invoice != returned[at - 1].Invoice)
            {
                events.Add(new ShopEvent(ShopCalendar.DrawMinute(ref random, evening: false), events.Count, ShopEventKind.Return, at));
            }
        }

        if (midnight.Day == 8)
        {
            for (int fee = 0; fee < 3; fee++)
            {
                events.Add(new ShopEvent(ShopCalendar.DrawMinute(ref random, evening: false), events.Count, ShopEventKind.Fee, fee));
            }
        }

        events.Sort();
    }

    private static void AddEvents(List<ShopEvent> events, ShopEventKind kind, int count, ref SplitMix64 random)
    {
        for (int index = 0; index < count; index++)
        {
            events.Add(new ShopEvent(ShopCalendar.DrawMinute(ref random, evening: false), events.Count, kind, 0));
        }
    }

    private static void PlanReturn(List<TransactionLine> lines, ref SplitMix64 random, int day, List<TransactionLine>?[] returns)
    {
        if (!random.NextChance(ReturnShare))
        {
            return;
        }

        int back = day + 1 + random.NextBelow(LongestReturnDays);
        int count = Math.Min(lines.Count, 1 + (int)(1.4 * random.NextExponential()));
        int first = random.NextBelow(lines.Count - count + 1);
        if (back >= returns.Length)
        {
            return;
        }

        List<TransactionLine> due = returns[back] ??= [];
        for (int index = first; index < first + count; index++)
        {
            TransactionLine line = lines[index];
            due.Add(line with { Quantity = random.NextChance(0.5) ? -1 : -line.Quantity });
        }
    }

    private static void AddReturn(List<TransactionLine> lines, List<TransactionLine> returned, int first, string invoice, DateTime time)
    {
        string origin = returned[first].Invoice;
        for (int at = first; at < returned.Count && returned[at].Invoice == origin; at++)
        {
            lines.Add(returned[at] with { Invoice = invoice, Time = time });
        }
    }

    private static TransactionLine Fee(int fee, string invoice, DateTime time, ref SplitMix64 random)
    {
        (string code, string description) = fee switch
        {
            0 => ("BANK CHARGES", "Bank Charges"),
            1 => ("AMAZONFEE", "AMAZON FEE"),
            _ => ("S", "SAMPLES"),
        };
        Money price = new(100L * (1_000 + random.NextBelow(50_000)));
        return new TransactionLine(invoice, code, description, -1, time, price, null, ShopCountries.NameOf(0));
    }
}
