using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Tests.Partitions;

public sealed class RescoreSliceTests
{
    [Fact]
    public async Task RunAsync_ManyCustomers_AreVisitedOnceAndNeverMoreThanAllowedAtOnce()
    {
        Queue<CustomerId> waiting = new(Enumerable.Range(0, 100).Select(number => CustomerId.FromNumber(number)));
        List<CustomerId> visited = [];
        int running = 0;
        int most = 0;
        await new RescoreSlice(7, TimeSpan.FromDays(1), TimeProvider.System).RunAsync(
            () => Take(waiting),
            async customer =>
            {
                lock (visited)
                {
                    most = Math.Max(most, ++running);
                    visited.Add(customer);
                }

                await Task.Yield();
                lock (visited)
                {
                    running--;
                }
            },
            _ => Assert.Fail("Nobody failed."));
        Assert.Equal(Enumerable.Range(0, 100), visited.Select(customer => (int)customer.Number).Order());
        Assert.InRange(most, 1, 7);
    }

    [Fact]
    public async Task RunAsync_SomeFail_TheOthersAreVisitedFirst()
    {
        Queue<CustomerId> waiting = new(Enumerable.Range(0, 50).Select(number => CustomerId.FromNumber(number)));
        List<long> visited = [];
        List<long> failed = [];
        InvalidOperationException first = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            new RescoreSlice(3, TimeSpan.FromDays(1), TimeProvider.System).RunAsync(
                () => Take(waiting),
                customer =>
                {
                    visited.Add(customer.Number);
                    return customer.Number % 10 == 4 ? throw new InvalidOperationException($"customer {customer}") : Task.CompletedTask;
                },
                customer => failed.Add(customer.Number)));
        Assert.Equal("customer 4", first.Message);
        Assert.Equal(50, visited.Count);
        Assert.Equal([4, 14, 24, 34, 44], failed);
    }

    [Fact]
    public async Task RunAsync_TimeIsUp_EveryLaneHasVisitedOne()
    {
        Queue<CustomerId> waiting = new(Enumerable.Range(0, 50).Select(number => CustomerId.FromNumber(number)));
        int visited = 0;
        await new RescoreSlice(4, TimeSpan.Zero, TimeProvider.System).RunAsync(
            () => Take(waiting),
            _ =>
            {
                visited++;
                return Task.CompletedTask;
            },
            _ => Assert.Fail("Nobody failed."));
        Assert.Equal(4, visited);
    }

    // Lanes of this test run on the thread pool, those of a grain one after another.
    private static CustomerId? Take(Queue<CustomerId> waiting)
    {
        lock (waiting)
        {
            return waiting.TryDequeue(out CustomerId customer) ? customer : null;
        }
    }
}
