using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;

namespace ClvActors.Orleans.Tests.Storage;

/// <content>Writes of several activations of one customer, and writes that are tried again.</content>
public abstract partial class CustomerStoreContract
{
    [Fact]
    public async Task WriteAsync_SameStepBySameWriter_SucceedsAndStoresItOnce()
    {
        await using ICustomerStore store = await OpenAsync();
        CustomerWrite write = Write("1", First, 1, 1, [1], [2]);
        await store.WriteAsync(write);
        long commits = store.Commits;

        await store.WriteAsync(write);
        await store.WriteAsync(Write("1", First, 1, 1, [1], [2]));

        Assert.Single((await store.ReadAsync(CustomerId.FromNumber(1), 0)).Rows);
        Assert.Equal(commits, store.Commits);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public async Task WriteAsync_SameStepBySameWriter_SucceedsForEveryKindOfStep(long sequence, long version)
    {
        await using ICustomerStore store = await OpenAsync();
        await store.WriteAsync(Write("1", First, sequence, version));

        await store.WriteAsync(Write("1", First, sequence, version));

        Assert.Equal(sequence, (await store.ReadAsync(CustomerId.FromNumber(1), 0)).Rows.Count);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 5)]
    public async Task WriteAsync_StepThatAnotherWriterTook_ConflictsAndKeepsNothing(long sequence, long version)
    {
        await using ICustomerStore store = await OpenAsync();
        await store.WriteAsync(Write("1", First, 1, 1, [1], [1]));

        CustomerWriteConflictException conflict = await Assert.ThrowsAsync<CustomerWriteConflictException>(
            () => store.WriteAsync(Write("1", Second, sequence, version, [2], [2])));

        Assert.Contains("customer 1", conflict.Message, StringComparison.Ordinal);
        CustomerTail tail = await store.ReadAsync(CustomerId.FromNumber(1), 0);
        Assert.Equal([1], Assert.Single(tail.Rows).Lines);
        Assert.Equal([1], tail.Entry);
    }

    [Fact]
    public async Task WriteAsync_NewRowWithAnEntryThatIsNotNewer_KeepsNeither()
    {
        await using ICustomerStore store = await OpenAsync();
        await store.WriteAsync(Write("1", First, 1, 1, [1], [1]));
        await store.WriteAsync(Write("1", First, 0, 2, entry: [2]));

        await Assert.ThrowsAsync<CustomerWriteConflictException>(
            () => store.WriteAsync(Write("1", Second, 2, 2, [9], [9])));

        CustomerTail tail = await store.ReadAsync(CustomerId.FromNumber(1), 0);
        Assert.Equal([1], Assert.Single(tail.Rows).Lines);
        Assert.Equal([2], tail.Entry);
    }

    [Fact]
    public async Task WriteAsync_SameWriterWithOtherBytes_Conflicts()
    {
        await using ICustomerStore store = await OpenAsync();
        await store.WriteAsync(Write("1", First, 1, 1, [1], [1]));

        await Assert.ThrowsAsync<CustomerWriteConflictException>(() => store.WriteAsync(Write("1", First, 1, 1, [2], [1])));
        await Assert.ThrowsAsync<CustomerWriteConflictException>(() => store.WriteAsync(Write("1", First, 1, 1, [1], [2])));
    }

    [Fact]
    public async Task WriteAsync_StoredRowWithANewerEntryOfTheSameWriter_WritesTheEntry()
    {
        await using ICustomerStore store = await OpenAsync();
        await store.WriteAsync(Write("1", First, 1, 1, [1], [1]));

        await store.WriteAsync(Write("1", First, 1, 2, [1], [2]));

        CustomerTail tail = await store.ReadAsync(CustomerId.FromNumber(1), 0);
        Assert.Single(tail.Rows);
        Assert.Equal([2], tail.Entry);
    }

    [Fact]
    public async Task WriteAsync_RetryAfterANewerActivationWentOn_SucceedsAndChangesNothing()
    {
        await using ICustomerStore store = await OpenAsync();
        await store.WriteAsync(Write("1", First, 1, 1, [1], [1]));
        await store.WriteAsync(Write("1", Second, 2, 2, [2], [2]));

        await store.WriteAsync(Write("1", First, 1, 1, [1], [1]));

        CustomerTail tail = await store.ReadAsync(CustomerId.FromNumber(1), 0);
        Assert.Equal(2, tail.Rows.Count);
        Assert.Equal([2], tail.Entry);
    }

    [Fact]
    public async Task WriteAsync_ConflictsRetriesAndFreshOnesInOneGroup_EachGetsItsOwnAnswer()
    {
        await using ICustomerStore store = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Where(customer => customer % 2 == 0).Select(customer =>
            store.WriteAsync(Write($"{customer}", First, 1, customer % 4 == 0 ? 1 : 0))));

        // 0, 4, 8 ...: row and entry are there; 2, 6, 10 ...: the row alone, which breaks the whole statement; odd ones are new.
        Guid WriterOf(int customer) => customer % 8 < 4 ? First : Second;
        Task[] tasks = [.. Enumerable.Range(0, 100).Select(customer =>
            store.WriteAsync(Write($"{customer}", WriterOf(customer), 1, 1)))];
        await Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default);

        for (int customer = 0; customer < 100; customer++)
        {
            bool mustConflict = customer % 2 == 0 && WriterOf(customer) == Second;
            Assert.True(
                mustConflict ? tasks[customer].Exception?.InnerException is CustomerWriteConflictException : tasks[customer].IsCompletedSuccessfully,
                $"customer {customer}: {tasks[customer].Status} {tasks[customer].Exception?.InnerException}");
            CustomerTail tail = await store.ReadAsync(CustomerId.FromNumber(customer), 0);
            Assert.Single(tail.Rows);
            Assert.Equal(mustConflict && customer % 4 != 0, tail.Entry is null);
        }
    }
}
