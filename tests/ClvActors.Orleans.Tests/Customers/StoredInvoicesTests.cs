using ClvActors.Domain.Customers;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Tests.Partitions;
using ClvActors.Orleans.Tests.Serialization;

namespace ClvActors.Orleans.Tests.Customers;

public sealed class StoredInvoicesTests
{
    private static readonly CustomerId Id = CustomerId.FromNumber(1);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    [InlineData(3, 5)]
    [InlineData(4, 1_000)]
    public void RestoreInto_WhatWasTakenApart_IsTheSameState(int seed, int lineIdsOutOfAThousand)
    {
        Random random = new(seed);
        CustomerState state = new(Id, new StockCodeTable(), new ObservationWindow(SampleEntries.Today));
        for (int at = 0; at < 3_000; at++)
        {
            // Few invoices with many lines: more than fit a scan, and many that repeat one.
            TransactionLine line = Line($"{random.Next(4)}", SampleEntries.Today + random.Next(-6, 3), $"S{random.Next(400)}", random);
            state.ApplyPurchase(random.Next(1_000) < lineIdsOutOfAThousand ? line with { LineId = $"{random.Next(300)}" } : line);
            state.ApplyCancellation(Line($"C{random.Next(6)}", SampleEntries.Today - random.Next(400), $"S{random.Next(20)}", random));
        }

        CustomerState restored = new(Id, new StockCodeTable(), state.Window);
        restored.RestoreDates(state.FirstPurchaseDay, state.NewestPurchaseDay, state.LastExpiredDay);
        Reread(StoredInvoices.From(state.Purchases, state.StockCodes)).RestoreInto(restored, areCancellations: false);
        Reread(StoredInvoices.From(state.Cancellations, state.StockCodes)).RestoreInto(restored, areCancellations: true);

        Assert.True(state.Purchases.ToArray().Max(invoice => invoice.LineCount) > 48, "no invoice is long");
        Assert.Equal(Shown(state), Shown(restored));
        Assert.Equal(state.Totals(), restored.Totals());

        // What comes next meets the same duplicates.
        for (int at = 0; at < 500; at++)
        {
            TransactionLine line = Line($"{random.Next(5)}", SampleEntries.Today + random.Next(-6, 3), $"S{random.Next(450)}", random);
            line = random.Next(2) == 0 ? line with { LineId = $"{random.Next(400)}" } : line;
            Assert.Equal(state.ApplyPurchase(line), restored.ApplyPurchase(line));
        }

        Assert.Equal(state.Totals(), restored.Totals());
    }

    [Fact]
    public void From_NoLineIds_KeepsNoColumnForThem()
    {
        CustomerState state = new(Id, new StockCodeTable(), ObservationWindow.Unset);
        state.ApplyPurchase(Line("1", SampleEntries.Today, "A", new Random(1)));
        Assert.Empty(StoredInvoices.From(state.Purchases, state.StockCodes).LineIds);
        state.ApplyPurchase(Line("1", SampleEntries.Today, "B", new Random(1)) with { LineId = "x" });
        Assert.Equal<string?>([null, "x"], StoredInvoices.From(state.Purchases, state.StockCodes).LineIds.AsEnumerable());
    }

    [Fact]
    public void From_NoInvoices_IsEmpty()
    {
        StoredInvoices stored = Reread(StoredInvoices.From([], new StockCodeTable()));
        Assert.Equal(Serialization.Shown.Of(new StoredInvoices()), Serialization.Shown.Of(stored));
    }

    private static StoredInvoices Reread(StoredInvoices stored) =>
        OrleansSerializer.Of<StoredInvoices>().Deserialize(OrleansSerializer.Of<StoredInvoices>().SerializeToArray(stored))!;

    private static string[] Shown(CustomerState state) =>
    [
        .. state.Purchases.ToArray().Concat(state.Cancellations.ToArray()).Select(invoice =>
            $"{invoice.Number} {invoice.Day} {invoice.Time:O} {invoice.Spend} {invoice.Quantity} "
            + string.Join(' ', invoice.Lines.ToArray().Select(line => line with { StockNumber = 0 }).Zip(
                invoice.Lines.ToArray(), (line, own) => $"{state.StockCodes.CodeOf(own.StockNumber)} {line}"))),
    ];

    private static TransactionLine Line(string invoice, int day, string stock, Random random) => new(
        invoice, stock, "", random.Next(1, 9), DateOnly.FromDayNumber(day).ToDateTime(default).AddMinutes(random.Next(24 * 60)), new Money(random.Next(1, 90_000)),
        Id, random.Next(2) == 0 ? "United Kingdom" : "France");
}
