using ClvActors.Domain.Customers;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Customers;

/// <summary>Invoices and customers so long that they are looked up by hash instead of by scanning.</summary>
public sealed class LongInvoiceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void FindTwin_LongInvoice_IsTheScansAnswer(int seed)
    {
        Random random = new(seed);
        Invoice invoice = new("1", 737_000);
        List<InvoiceLine> kept = [];
        for (int index = 0; index < 2_000; index++)
        {
            string? lineId = random.Next(3) == 0 ? $"{random.Next(400)}" : null;
            InvoiceLine line = new(random.Next(700), 1 + random.Next(3), new Money(10_000), 600, true, lineId);
            int expected = kept.FindIndex(known => lineId is null ? known.StockNumber == line.StockNumber : known.LineId == lineId);

            Assert.Equal(expected, invoice.FindTwin(line));
            if (expected < 0)
            {
                invoice.Add(line, new DateTime(2018, 11, 3, 10, 0, 0));
                kept.Add(line);
            }
        }

        Assert.True(kept.Count > 500);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void InvoiceBook_ManyInvoices_StaysSortedAndFindsAll(int seed)
    {
        Random random = new(seed);
        InvoiceBook book = new();
        List<Invoice> all = [];
        DateTime start = new(2018, 1, 1);
        for (int index = 0; index < 1_500; index++)
        {
            if (all.Count > 0 && random.Next(3) == 0)
            {
                Invoice known = all[random.Next(all.Count)];
                DateTime former = known.Time;
                DateTime earlier = former.Date.AddMinutes(random.Next((former.Hour * 60) + former.Minute + 1));
                known.Add(new InvoiceLine(index, 1, new Money(1), 1, true, null), earlier);
                if (known.Time < former)
                {
                    book.MoveForward(known, former);
                }
            }
            else if (all.Count > 0 && random.Next(40) == 0)
            {
                int dropped = random.Next(1, 4);
                dropped = Math.Min(dropped, book.Count);
                foreach (Invoice invoice in book.Invoices[..dropped])
                {
                    all.Remove(invoice);
                }

                book.DropFirst(dropped);
            }
            else
            {
                DateTime time = start.AddDays(random.Next(30)).AddMinutes(random.Next(1_440));
                Invoice invoice = new($"{index}", DateOnly.FromDateTime(time).DayNumber);
                invoice.Add(new InvoiceLine(0, 1, new Money(1), 1, true, null), time);
                book.Insert(invoice);
                all.Add(invoice);
            }

            if (index % 100 == 0)
            {
                Assert.Equal(all.OrderBy(invoice => invoice.Time).ThenBy(invoice => invoice.Number, StringComparer.Ordinal), book.Invoices.ToArray());
                Assert.All(all, invoice => Assert.Same(invoice, book.Find(invoice.Number, invoice.Day)));
                Assert.Null(book.Find("none", 736_000));
            }
        }
    }
}
