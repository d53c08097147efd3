using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;

namespace ClvActors.Orleans.Tests.Faults;

/// <summary>A customers' store that fails now and then.</summary>
internal sealed class FaultyCustomerStore(ICustomerStore inner, SeededFaults faults) : ICustomerStore
{
    public string Kind => inner.Kind;

    public long Commits => inner.Commits;

    public long BytesWritten => inner.BytesWritten;

    public Task WriteAsync(CustomerWrite write) => faults.RunAsync(() => inner.WriteAsync(write));

    public async Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence)
    {
        faults.BeforeRead();
        return await inner.ReadAsync(customer, afterSequence);
    }

    public IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, CancellationToken cancellation = default)
    {
        faults.BeforeRead();
        return inner.ReadPartitionAsync(partition, cancellation);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
