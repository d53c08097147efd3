using System.Collections.Concurrent;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;

namespace ClvActors.Orleans.Tests.Faults;

/// <summary>A customers' store in which some writes come too late: another activation of the same customer has just written the same step.</summary>
/// <remarks>Each customer is overtaken once for every <paramref name="every"/> writes, so that the retry comes through.</remarks>
internal sealed class OvertakenCustomerStore(ICustomerStore inner, int every) : ICustomerStore
{
    private readonly ConcurrentDictionary<CustomerId, int> _writes = new();
    private int _overtaken;

    public int Overtaken => Volatile.Read(ref _overtaken);

    public string Kind => inner.Kind;

    public long Commits => inner.Commits;

    public long BytesWritten => inner.BytesWritten;

    public async Task WriteAsync(CustomerWrite write)
    {
        if (_writes.AddOrUpdate(write.Customer, 1, (_, count) => count + 1) % every == 0)
        {
            Interlocked.Increment(ref _overtaken);
            await inner.WriteAsync(write with { Writer = Guid.NewGuid() });
        }

        await inner.WriteAsync(write);
    }

    public Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence) => inner.ReadAsync(customer, afterSequence);

    public IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, CancellationToken cancellation = default) => inner.ReadPartitionAsync(partition, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
