using ClvActors.Domain.Customers;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Customers;

/// <summary>Single steps worked by hand; that any order of them converges is proved in <c>Features/FeatureConvergenceTests</c>.</summary>
public class CustomerStateTests
{
    private static readonly DateOnly AsOf = new(2011, 6, 30);

    [Fact]
    public void ApplyPurchase_BeforeThereIsADate_Waits()
    {
        CustomerState state = State(null);
        Assert.Equal(LineOutcome.AcceptedNewInvoice, state.ApplyPurchase(Line("1", "A", AsOf)));
        Assert.Equal(LineOutcome.Accepted, state.ApplyPurchase(Line("1", "B", AsOf)));
        Assert.False(state.IsInWindow);
        Assert.Equal(1, state.Waiting.Length);
        Assert.Null(state.LastPurchaseDay);
        Assert.Equal(default, state.Totals());

        state.AdvanceTo(ObservationWindow.At(AsOf));
        Assert.True(state.IsInWindow);
        Assert.Equal(0, state.Waiting.Length);
        Assert.Equal(2, state.Totals().Products);
    }

    [Fact]
    public void ApplyPurchase_AtTheFarSide_IsLateAndMovesOnlyTheDates()
    {
        CustomerState state = State(AsOf);
        state.ApplyPurchase(Line("1", "A", AsOf));
        WindowTotals before = state.Totals();
        Assert.Equal(LineOutcome.Late, state.ApplyPurchase(Line("0", "Z", AsOf.AddDays(-365))));
        Assert.Equal(before, state.Totals());
        Assert.Equal(AsOf.AddDays(-365).DayNumber, state.FirstPurchaseDay);
        Assert.Equal(AsOf.DayNumber, state.NewestPurchaseDay);
        Assert.Equal(AsOf.DayNumber, state.LastPurchaseDay);
        Assert.Equal(AsOf.AddDays(-365).DayNumber, state.LastExpiredDay);
        Assert.Equal(LineOutcome.AcceptedNewInvoice, state.ApplyPurchase(Line("0", "Z", AsOf.AddDays(-364))));
    }

    [Fact]
    public void ApplyPurchase_LateAgain_IsLateNotDuplicate()
    {
        CustomerState state = State(AsOf);
        TransactionLine old = Line("1", "A", AsOf.AddDays(-400));
        Assert.Equal(LineOutcome.Late, state.ApplyPurchase(old));
        Assert.Equal(LineOutcome.Late, state.ApplyPurchase(old));
    }

    [Fact]
    public void AdvanceTo_PastEverything_LapsedWithItsLastPurchase()
    {
        CustomerState state = State(AsOf);
        state.ApplyPurchase(Line("1", "A", AsOf));
        state.ApplyPurchase(Line("2", "A", AsOf.AddDays(3)));
        state.AdvanceTo(ObservationWindow.At(AsOf.AddDays(1_000)));
        Assert.False(state.IsInWindow);
        Assert.Equal(0, state.Purchases.Length);
        Assert.Equal(AsOf.AddDays(3).DayNumber, state.LastPurchaseDay);
        Assert.Equal(AsOf.AddDays(3).DayNumber, state.LastExpiredDay);
        Assert.Equal(AsOf.DayNumber, state.FirstPurchaseDay);
        Assert.Equal(default, state.Totals());
    }

    [Fact]
    public void AdvanceTo_Backwards_ThrowsAndChangesNothing()
    {
        CustomerState state = State(AsOf);
        state.ApplyPurchase(Line("1", "A", AsOf));
        Assert.Throws<ArgumentException>(() => state.AdvanceTo(ObservationWindow.At(AsOf.AddDays(-1))));
        Assert.Throws<ArgumentException>(() => state.AdvanceTo(ObservationWindow.Unset));
        Assert.Equal(AsOf, state.Window.AsOf);
        Assert.True(state.IsInWindow);
    }

    [Fact]
    public void ApplyPurchase_LineEarlierThanItsInvoice_MovesTheInvoiceForward()
    {
        CustomerState state = State(AsOf);
        state.ApplyPurchase(Line("1", "A", AsOf, 9));
        state.ApplyPurchase(Line("2", "A", AsOf, 10));
        state.ApplyPurchase(Line("2", "B", AsOf, 8));
        state.ApplyPurchase(Line("3", "A", AsOf, 9));
        Assert.Equal(["2", "1", "3"], state.Purchases.ToArray().Select(invoice => invoice.Number));
        Assert.Equal(8, state.Purchases[0].Time.Hour);
    }

    [Fact]
    public void Totals_GapsUnderADay_AreCutToWholeDays()
    {
        CustomerState state = State(AsOf);
        state.ApplyPurchase(Line("1", "A", AsOf.AddDays(-3), 12));
        state.ApplyPurchase(Line("2", "A", AsOf.AddDays(-2), 11));
        state.ApplyPurchase(Line("3", "A", AsOf, 11));
        Assert.Equal((2, 4), (state.Totals().GapDays, state.Totals().SquaredGapDays));
    }

    [Fact]
    public void ApplyPurchase_Repeats_ConflictsAreToldApart()
    {
        CustomerState state = State(AsOf);
        TransactionLine line = Line("1", "A", AsOf);
        state.ApplyPurchase(line);
        WindowTotals before = state.Totals();
        Assert.Equal(LineOutcome.Duplicate, state.ApplyPurchase(line with { Country = "France", Time = line.Time.AddMinutes(-5) }));
        Assert.Equal(LineOutcome.ConflictingDuplicate, state.ApplyPurchase(line with { Quantity = 9 }));
        Assert.Equal(LineOutcome.ConflictingDuplicate, state.ApplyPurchase(line with { Price = new Money(1) }));
        Assert.Equal(LineOutcome.Accepted, state.ApplyPurchase(line with { LineId = "x" }));
        Assert.Equal(LineOutcome.Duplicate, state.ApplyPurchase(line with { LineId = "x", StockCode = "B" }));
        Assert.Equal(2 * before.Quantity, state.Totals().Quantity);
        Assert.Equal(1, state.Totals().Products);
    }

    [Fact]
    public void ApplyCancellation_Repeated_CountsOncePerCodeAndLeavesPurchasesAlone()
    {
        CustomerState state = State(AsOf);
        TransactionLine line = Line("C1", "A", AsOf) with { Quantity = -4 };
        state.ApplyCancellation(line);
        state.ApplyCancellation(line);
        state.ApplyCancellation(line with { StockCode = "B" });
        state.ApplyCancellation(line with { Time = line.Time.AddDays(-365) });
        Assert.Equal(2, state.Cancellations.ToArray().Single().LineCount);
        Assert.Equal(-8, state.Cancellations[0].Quantity);
        Assert.Null(state.FirstPurchaseDay);
        Assert.Null(state.NewestPurchaseDay);
        Assert.False(state.IsInWindow);
        state.AdvanceTo(ObservationWindow.At(AsOf.AddDays(365)));
        Assert.Equal(0, state.Cancellations.Length);
    }

    [Fact]
    public void ApplyCancellation_Answer_TellsWhetherTheTotalsChanged()
    {
        CustomerState state = State(AsOf);
        TransactionLine line = Line("C1", "A", AsOf) with { Quantity = -4 };
        Assert.True(state.ApplyCancellation(line));
        Assert.False(state.ApplyCancellation(line));
        Assert.True(state.ApplyCancellation(line with { StockCode = "B" }));
        Assert.False(state.ApplyCancellation(line with { Time = line.Time.AddDays(1) }));
        Assert.False(state.ApplyCancellation(line with { Time = line.Time.AddDays(-365) }));
    }

    [Fact]
    public void Behaviour_CancellationsThatWait_CountFromTheirDateUntilTheWindowsEnd()
    {
        CustomerState state = State(AsOf);
        state.ApplyPurchase(Line("1", "A", AsOf));
        state.ApplyPurchase(Line("2", "A", AsOf.AddDays(9)));
        TransactionLine line = Line("C1", "A", AsOf.AddDays(2)) with { Quantity = -4 };
        state.ApplyCancellation(line);
        state.ApplyCancellation(line with { StockCode = "B", Quantity = 1 });
        state.ApplyCancellation(line with { Invoice = "C2", Time = line.Time.AddDays(1) });
        AssertCancelled(AsOf.AddDays(1), 0, 0);
        AssertCancelled(AsOf.AddDays(2), 1, 75_000);
        AssertCancelled(AsOf.AddDays(3), 2, 135_000);
        AssertCancelled(AsOf.AddDays(366), 2, 135_000);
        AssertCancelled(AsOf.AddDays(367), 1, 60_000);
        AssertCancelled(AsOf.AddDays(368), 0, 0);

        void AssertCancelled(DateOnly asOf, int invoices, long tenThousandths)
        {
            state.AdvanceTo(ObservationWindow.At(asOf));
            BehaviourTotals totals = state.Behaviour();
            Assert.Equal((invoices, new Money(tenThousandths)), (totals.CancellationInvoices, totals.CancelledSpend));
        }
    }

    private static CustomerState State(DateOnly? asOf) => new(CustomerId.FromNumber(1), new StockCodeTable(), ObservationWindow.At(asOf));

    private static TransactionLine Line(string invoice, string code, DateOnly date, int hour = 12) =>
        new(invoice, code, "", 2, date.ToDateTime(new TimeOnly(hour, 0)), new Money(15_000), CustomerId.FromNumber(1), "United Kingdom");
}
