using System.Collections.Concurrent;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;

namespace ClvActors.Orleans.Tests.Faults;

/// <summary>A customers' store that refuses the lines of some customers, and tells when others have written.</summary>
internal sealed class RefusingCustomerStore(ICustomerStore inner) : ICustomerStore
{
    private readonly ConcurrentDictionary<CustomerId, TaskCompletionSource> _written = new();
    private volatile HashSet<CustomerId> _refused = [];

    public string Kind => inner.Kind;

    public long Commits => inner.Commits;

    public long BytesWritten => inner.BytesWritten;

    /// <summary>From now on refuses the lines of these customers and no others'; what a sweep changes is written.</summary>
    public void Refuse(IEnumerable<CustomerId> customers) => _refused = customers.ToHashSet();

    /// <summary>Completes once each of these customers has written after this call.</summary>
    public Task NextWritesOf(IEnumerable<CustomerId> customers) =>
        Task.WhenAll(customers.Select(customer => (_written[customer] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task));

    public async Task WriteAsync(CustomerWrite write)
    {
        if (write.JournalSequence > 0 && _refused.Contains(write.Customer))
        {
            throw new ServiceUnavailableException($"The storage was told to refuse the lines of customer {write.Customer}.");
        }

        await inner.WriteAsync(write);
        if (_written.TryGetValue(write.Customer, out TaskCompletionSource? written))
        {
            written.TrySetResult();
        }
    }

    public Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence) => inner.ReadAsync(customer, afterSequence);

    public IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, CancellationToken cancellation = default) => inner.ReadPartitionAsync(partition, cancellation);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
