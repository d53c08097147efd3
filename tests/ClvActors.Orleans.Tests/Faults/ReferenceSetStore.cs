using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Tests.Serialization;

namespace ClvActors.Orleans.Tests.Faults;

/// <summary>A customers' store whose entries are those of a program that knew the reference set alone, until they are written anew.</summary>
internal sealed class ReferenceSetStore(ICustomerStore inner) : ICustomerStore
{
    private readonly ConcurrentDictionary<CustomerId, bool> _written = new();

    public string Kind => inner.Kind;

    public long Commits => inner.Commits;

    public long BytesWritten => inner.BytesWritten;

    /// <summary>Customers whose entry was written since.</summary>
    public ICollection<CustomerId> Written => _written.Keys;

    public async Task WriteAsync(CustomerWrite write)
    {
        await inner.WriteAsync(write);
        if (write.EntryVersion > 0)
        {
            _written.TryAdd(write.Customer, true);
        }
    }

    public async Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence)
    {
        CustomerTail tail = await inner.ReadAsync(customer, afterSequence);
        return tail with { Entry = tail.Entry is null ? null : AsStored(tail.Entry) };
    }

    public async IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (byte[] entry in inner.ReadPartitionAsync(partition, cancellation))
        {
            yield return AsStored(entry);
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private byte[] AsStored(byte[] bytes)
    {
        CustomerEntry entry = OrleansSerializer.Of<CustomerEntry>().Deserialize(bytes)!;
        return _written.ContainsKey(entry.Id) ? bytes : ReferenceSetEntry.BytesOf(entry);
    }
}
