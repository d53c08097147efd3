using ClvActors.Domain.Service;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>Whatever the order, the batches, the shards, the restarts and the retries: once settled, everything equals one batch pass.</summary>
public sealed class ConvergenceTests
{
    private const int Seeds = 15;

    [Theory]
    [InlineData(ArrivalOrder.AsSold)]
    [InlineData(ArrivalOrder.ShuffledWithinDays)]
    [InlineData(ArrivalOrder.Shuffled)]
    public void Stream_AnyBatchesShardsRestartsAndRetries_EqualsOnePass(ArrivalOrder order)
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            Run(seed, order);
        }
    }

    [Theory]
    [InlineData(ArrivalOrder.AsSold)]
    [InlineData(ArrivalOrder.Shuffled)]
    public void Stream_OneGiantBatch_EqualsOnePassWithHistory(ArrivalOrder order)
    {
        for (int seed = 101; seed <= 100 + Seeds; seed++)
        {
            RandomShop shop = RandomShop.Make(seed);
            ConvergenceRun run = new(shop, seed, order);
            run.Send(Batches.Cut(shop.Arriving(order, run.Random), () => int.MaxValue)[0]);
            run.Finish();
            run.AssertHistory();
            run.AssertCountsOfOnePass();
        }
    }

    [Theory]
    [InlineData(ArrivalOrder.AsSold)]
    [InlineData(ArrivalOrder.Shuffled)]
    public void Stream_OneLinePerBatch_EqualsOnePass(ArrivalOrder order)
    {
        for (int seed = 201; seed <= 203; seed++)
        {
            RandomShop shop = RandomShop.Make(seed);
            ConvergenceRun run = new(shop, seed, order);
            foreach (TransactionBatch batch in Batches.Cut(shop.Arriving(order, run.Random), () => 1))
            {
                run.Send(batch);
            }

            run.Finish();
            if (order == ArrivalOrder.AsSold)
            {
                run.AssertHistory();
                run.AssertCountsOfOnePass();
            }
        }
    }

    [Theory]
    [InlineData(ArrivalOrder.AsSold)]
    [InlineData(ArrivalOrder.ShuffledWithinDays)]
    public void Stream_DayByDayWithMonthEnds_EqualsOnePassAtEachMonthEnd(ArrivalOrder order)
    {
        for (int seed = 301; seed <= 300 + Seeds; seed++)
        {
            RandomShop shop = RandomShop.Make(seed);
            ConvergenceRun run = new(shop, seed, order);
            foreach (IGrouping<int, SoldLine> month in shop.Arriving(order, run.Random).GroupBy(sold => DateOnly.FromDayNumber(sold.Day) is var date ? (date.Year * 12) + date.Month : 0))
            {
                SoldLine[] lines = [.. month];
                foreach (TransactionBatch batch in Batches.Cut(lines, () => run.Random.Next(1, 40)))
                {
                    run.Send(batch);
                    run.Disturb(retries: true);
                }

                DateOnly day = DateOnly.FromDayNumber(lines[0].Day);
                run.AssertAt(new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(-1));
            }

            run.Finish();
            run.AssertHistory();
        }
    }

    private static void Run(int seed, ArrivalOrder order)
    {
        RandomShop shop = RandomShop.Make(seed);
        ConvergenceRun run = new(shop, seed, order);
        int largest = run.Random.Next(3) switch { 0 => 10, 1 => 100, _ => 400 };
        foreach (TransactionBatch batch in Batches.Cut(shop.Arriving(order, run.Random), () => run.Random.Next(1, largest)))
        {
            run.Send(batch with { MalformedLines = run.Random.Next(3) });
            run.Disturb(retries: true);
        }

        run.Finish();
        if (order != ArrivalOrder.Shuffled)
        {
            run.AssertHistory();
        }
    }
}
