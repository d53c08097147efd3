using ClvActors.Domain.Transactions;
using ClvActors.Domain.Population;

namespace ClvActors.Domain.Tests.Population;

public sealed class NewestDatesTests
{
    [Fact]
    public void With_AnyOrder_EqualsSorting()
    {
        for (int seed = 1; seed <= 500; seed++)
        {
            Random random = new(seed);
            List<(CustomerId Customer, int Day)> purchases = Purchases(random);
            NewestDates dates = purchases.Aggregate(NewestDates.None, (so_far, next) => so_far.With(next.Customer, next.Day));
            AssertSorted(purchases, dates, seed);
        }
    }

    [Fact]
    public void Merge_OfDisjointCustomers_EqualsSorting()
    {
        for (int seed = 1; seed <= 500; seed++)
        {
            Random random = new(seed);
            List<(CustomerId Customer, int Day)> purchases = Purchases(random);
            NewestDates[] parts = new NewestDates[random.Next(1, 5)];
            Array.Fill(parts, NewestDates.None);
            foreach ((CustomerId customer, int day) in purchases)
            {
                ref NewestDates part = ref parts[(int)(customer.Number % parts.Length)];
                part = part.With(customer, day);
            }

            random.Shuffle(parts);
            AssertSorted(purchases, parts.Aggregate(NewestDates.None, (all, part) => all.Merge(part)), seed);
        }
    }

    [Fact]
    public void SecondDay_NeverMovesBack()
    {
        Random random = new(9);
        NewestDates dates = NewestDates.None;
        for (int step = 0; step < 1_000; step++)
        {
            NewestDates next = dates.With(CustomerId.FromNumber(random.Next(6)), random.Next(1_000));
            Assert.True(next.SecondDay >= dates.SecondDay && next.FirstDay >= dates.FirstDay);
            dates = next;
        }
    }

    [Fact]
    public void With_OneCustomerFarAhead_StaysWithTheOthers()
    {
        NewestDates dates = NewestDates.None.With(CustomerId.FromNumber(1), 700_000).With(CustomerId.FromNumber(2), 500).With(CustomerId.FromNumber(1), 800_000);
        Assert.Equal(500, dates.SecondDay);
        Assert.Equal(-1, NewestDates.None.With(CustomerId.FromNumber(0), 5).With(CustomerId.FromNumber(0), 9).SecondDay);
    }

    // Few customers and few days, so that the same customer leads often and days are often equal.
    private static List<(CustomerId Customer, int Day)> Purchases(Random random) =>
        [.. Enumerable.Range(0, random.Next(12)).Select(_ => (CustomerId.FromNumber(random.Next(5)), random.Next(8)))];

    private static void AssertSorted(List<(CustomerId Customer, int Day)> purchases, NewestDates dates, int seed)
    {
        int[] newest = [.. purchases.GroupBy(purchase => purchase.Customer).Select(own => own.Max(purchase => purchase.Day)).OrderDescending(), -1, -1];
        Assert.True((newest[0], newest[1]) == (dates.FirstDay, dates.SecondDay), $"seed {seed}: wanted {newest[0]} and {newest[1]}, found {dates}");
    }
}
