using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;

namespace ClvActors.Orleans.Tests.Storage;

/// <summary>What every store of customers does, whatever it is made of.</summary>
public abstract partial class CustomerStoreContract
{
    private static readonly Guid First = new("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Second = new("22222222-2222-2222-2222-222222222222");

    /// <summary>Opens an empty store.</summary>
    private protected abstract Task<ICustomerStore> OpenAsync();

    [Fact]
    public async Task ReadAsync_CustomerNobodyWrote_HasNoRowsAndNoEntry()
    {
        await using ICustomerStore store = await OpenAsync();

        CustomerTail tail = await store.ReadAsync(CustomerId.FromNumber(1), 0);

        Assert.Empty(tail.Rows);
        Assert.Null(tail.Entry);
    }

    [Fact]
    public async Task ReadAsync_AfterASequence_HasTheLaterRowsAscendingAndTheNewestEntry()
    {
        await using ICustomerStore store = await OpenAsync();
        for (byte step = 1; step <= 12; step++)
        {
            await store.WriteAsync(Write("A-1", First, step, step, [step], [step, step]));
        }

        CustomerTail tail = await store.ReadAsync(CustomerId.Parse("A-1"), 9);

        Assert.Equal([10L, 11, 12], tail.Rows.Select(row => row.Sequence));
        Assert.Equal([[10], [11], [12]], tail.Rows.Select(row => row.Lines));
        Assert.Equal([12, 12], tail.Entry);
    }

    [Fact]
    public async Task WriteAsync_RowAloneAndEntryAlone_AreBothKept()
    {
        await using ICustomerStore store = await OpenAsync();

        await store.WriteAsync(Write("7", First, sequence: 1, version: 0, lines: [9]));
        await store.WriteAsync(Write("7", First, sequence: 0, version: 1, entry: [8]));

        CustomerTail tail = await store.ReadAsync(CustomerId.FromNumber(7), 0);
        Assert.Equal([9], Assert.Single(tail.Rows).Lines);
        Assert.Equal([8], tail.Entry);
    }

    [Fact]
    public async Task ReadPartitionAsync_Cancelled_EndsWithCancellation()
    {
        await using ICustomerStore store = await OpenAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (byte[] _ in store.ReadPartitionAsync(0, cancelled.Token))
            {
            }
        });
    }

    [Fact]
    public async Task WriteAsync_EntryMovesToAnotherPartition_IsFoundThereOnly()
    {
        await using ICustomerStore store = await OpenAsync();
        await store.WriteAsync(Write("3", First, 0, 1, entry: [1], partition: 2));

        await store.WriteAsync(Write("3", Second, 0, 2, entry: [2], partition: 5));

        Assert.Equal(0, await CountAsync(store, 2));
        Assert.Equal(1, await CountAsync(store, 5));
    }

    [Fact]
    public async Task WriteAsync_NeitherRowNorEntry_IsRefused()
    {
        await using ICustomerStore store = await OpenAsync();

        Assert.Throws<ArgumentException>(() => { _ = store.WriteAsync(Write("7", First, 0, 0)); });
    }

    private static async Task<int> CountAsync(ICustomerStore store, int partition)
    {
        int count = 0;
        await foreach (byte[] _ in store.ReadPartitionAsync(partition))
        {
            count++;
        }

        return count;
    }

    /// <summary>A write with a row, an entry or both; zero leaves one out.</summary>
    private static CustomerWrite Write(
        string customer, Guid writer, long sequence, long version, byte[]? lines = null, byte[]? entry = null, int partition = 0) => new(
        CustomerId.Parse(customer), partition, writer,
        sequence, StoredBytes.Of(sequence == 0 ? [] : lines ?? [1, 2, 3]),
        version, StoredBytes.Of(version == 0 ? [] : entry ?? [4, 5, 6]));
}
