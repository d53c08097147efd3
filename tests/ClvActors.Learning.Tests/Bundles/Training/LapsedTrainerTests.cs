using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Training;

namespace ClvActors.Learning.Tests.Bundles.Training;

public sealed class LapsedTrainerTests
{
    private static readonly DateOnly First = new(2020, 1, 1);

    [Fact]
    public void Estimate_EveryoneComesBackAtASteadyRate_IsTheRateTimesTheHorizon()
    {
        // 2,000 customers buy on the first day, then nothing for a year; afterwards a tenth of them, others each day, spends 10 a day.
        List<TransactionLine> lines = [];
        for (int customer = 0; customer < 2_000; customer++)
        {
            lines.Add(Line(customer, 0, 50));
        }

        for (int day = 366; day < 640; day++)
        {
            for (int customer = day % 10; customer < 2_000; customer += 10)
            {
                lines.Add(Line(customer, day, 10));
            }
        }

        // They have bought within the window ever since, so only the month ends before the first return know them as lapsed.
        LapsedRule rule = LapsedTrainer.Estimate(PurchaseDays.Of(lines, new HashSet<CustomerId>()), 100)!;

        DateOnly origin = Assert.Single(rule.Origins, date => date.DayNumber - First.DayNumber == 365);
        Assert.Equal(new DateOnly(2020, 12, 31), origin);
        LapsedKnot knot = Assert.Single(rule.Knots);
        Assert.Equal(365, knot.Days);
        Assert.Equal(100 * 1.0, knot.Value, 5.0);
    }

    [Fact]
    public void Estimate_RateThatRisesWithTime_IsMadeFlat()
    {
        LapsedRule rule = LapsedTrainer.Estimate(Shop(day => day > 600), 90)!;

        Assert.All(rule.Knots.Zip(rule.Knots.Skip(1)), pair => Assert.True(pair.First.Days < pair.Second.Days && pair.First.Value >= pair.Second.Value));
        Assert.All(rule.Knots, knot => Assert.True(knot.Value > 0));
    }

    [Fact]
    public void Estimate_NobodyLapsedOrNobodyCameBack_IsNull()
    {
        Assert.Null(LapsedTrainer.Estimate(Shop(_ => false), 90));
        Assert.Null(LapsedTrainer.Estimate(PurchaseDays.Of([Line(1, 0, 10), Line(1, 300, 10)], new HashSet<CustomerId>()), 90));
    }

    [Fact]
    public void Estimate_ExcludedCustomers_CountForNothing()
    {
        TransactionLine[] lines = [Line(1, 0, 10), Line(2, 10, 10), Line(2, 700, 99)];

        PurchaseDays purchases = PurchaseDays.Of(lines, new HashSet<CustomerId> { Id(2) });

        Assert.False(purchases.Contains(Id(2)));
        Assert.Equal(First.DayNumber + 700, purchases.LastDay);
        Assert.Equal([(Id(1), First.DayNumber)], purchases.LastPurchases(First.DayNumber + 400));
        Assert.Equal(700, Assert.Single(purchases.Summaries()).Age);
    }

    [Fact]
    public void SpendAfter_Days_AreCountedFromTheDayAfterToTheLast()
    {
        PurchaseDays purchases = PurchaseDays.Of(
            [Line(1, 0, 1), Line(1, 10, 2), Line(1, 10, 3), Line(1, 40, 7), Line(1, 41, 100)], new HashSet<CustomerId>());

        Assert.Equal(12, purchases.SpendAfter(Id(1), First.DayNumber + 9, 31));
        Assert.Equal(7, purchases.SpendAfter(Id(1), First.DayNumber + 10, 30));
        Assert.Equal(0, purchases.SpendAfter(Id(1), First.DayNumber + 41, 30));
    }

    // 3,000 one-time buyers, of whom a twentieth buys once more on the day that their number says, if the rule lets them.
    private static PurchaseDays Shop(Func<int, bool> returns)
    {
        List<TransactionLine> lines = [];
        for (int customer = 0; customer < 3_000; customer++)
        {
            lines.Add(Line(customer, customer % 200, 20));
            int again = 400 + (customer % 330);
            if (customer % 20 == 0 && returns(again))
            {
                lines.Add(Line(customer, again, 40));
            }
        }

        lines.Add(Line(5_000, 730, 1));
        return PurchaseDays.Of(lines, new HashSet<CustomerId>());
    }

    private static CustomerId Id(int number) => CustomerId.FromNumber(number);

    private static TransactionLine Line(int customer, int day, int price) =>
        new($"I{customer}-{day}", "P", "", 1, First.AddDays(day).ToDateTime(new TimeOnly(12, 0)), new Money(price * Money.PerUnit), Id(customer), "France");
}
