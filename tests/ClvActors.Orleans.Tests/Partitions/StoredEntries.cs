using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Storage;
using Orleans.Serialization;

namespace ClvActors.Orleans.Tests.Partitions;

/// <summary>A store that has entries and nothing else.</summary>
internal sealed class StoredEntries(int partitions) : ICustomerStore
{
    private readonly ConcurrentDictionary<int, byte[][]> _entries = new();

    public string Kind => "test";

    public long Commits => 0;

    public long BytesWritten => 0;

    public void Store(Serializer<CustomerEntry> serializer, IEnumerable<CustomerEntry> entries)
    {
        foreach (IGrouping<int, CustomerEntry> part in entries.GroupBy(entry => CustomerPlacement.PartOf(entry.Id, partitions)))
        {
            _entries[part.Key] = [.. _entries.GetValueOrDefault(part.Key, []), .. part.Select(entry => serializer.SerializeToArray(entry))];
        }
    }

    public async IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (byte[] entry in _entries.GetValueOrDefault(partition, []))
        {
            await Task.Yield();
            yield return entry;
        }
    }

    public Task WriteAsync(CustomerWrite write) => throw new NotSupportedException("Partitions write nothing.");

    public Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence) => throw new NotSupportedException("Partitions read no journals.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
