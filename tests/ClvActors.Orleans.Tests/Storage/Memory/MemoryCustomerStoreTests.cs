using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Memory;

namespace ClvActors.Orleans.Tests.Storage.Memory;

/// <summary>The contract of stores in memory.</summary>
public sealed class MemoryCustomerStoreTests : CustomerStoreContract
{
    private protected override Task<ICustomerStore> OpenAsync() => Task.FromResult<ICustomerStore>(new MemoryCustomerStore());

    [Fact]
    public async Task Commits_RetriesAndConflicts_AreNotCounted()
    {
        MemoryCustomerStore store = new();
        CustomerWrite write = new(CustomerId.FromNumber(1), 0, Guid.NewGuid(), 1, StoredBytes.Of([1, 2, 3]), 1, StoredBytes.Of([4, 5]));
        await store.WriteAsync(write);
        await store.WriteAsync(write);
        await Assert.ThrowsAsync<CustomerWriteConflictException>(() => store.WriteAsync(write with { Writer = Guid.NewGuid() }));
        await store.WriteAsync(write with { EntryVersion = 2 });
        Assert.Equal(("memory", 2L, 0L), (store.Kind, store.Commits, store.BytesWritten));
    }

    [Fact]
    public async Task WriteAsync_RowAfterAGap_IsRefused()
    {
        MemoryCustomerStore store = new();
        CustomerWrite write = new(CustomerId.FromNumber(1), 0, Guid.NewGuid(), 2, StoredBytes.Of([1]), 1, StoredBytes.Of([4]));
        await Assert.ThrowsAsync<CustomerWriteConflictException>(() => store.WriteAsync(write));
        Assert.Empty((await store.ReadAsync(write.Customer, 0)).Rows);
    }
}
