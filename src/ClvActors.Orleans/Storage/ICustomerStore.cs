using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Storage;

/// <summary>The durable journals of all customers and the entries beside them.</summary>
/// <remarks>
/// <para>Rows are only ever added: an invoice never rewrites what a customer bought before, and all lines ever taken stay, so that a new feature set is a
/// replay. The writes of all grains of a silo that are waiting go to the disk together (group commit).</para>
/// <para>A write is atomic. A row or a version that is already there was written by another activation, unless writer and bytes are the same: then it
/// is a retry and succeeds, also when a later activation has gone on since. Safe on any thread.</para>
/// </remarks>
public interface ICustomerStore : IAsyncDisposable
{
    /// <summary>Where things are kept, for operators: <c>memory</c> or <c>postgresql</c>.</summary>
    string Kind { get; }

    /// <summary>Commits since the process started.</summary>
    long Commits { get; }

    /// <summary>Bytes written since the process started.</summary>
    long BytesWritten { get; }

    /// <summary>Writes one step of a customer.</summary>
    /// <returns>A task that completes once the step is durable.</returns>
    /// <exception cref="ArgumentException">The write holds neither a row nor an entry.</exception>
    /// <exception cref="CustomerWriteConflictException">Another activation was quicker.</exception>
    /// <exception cref="ClvActors.Domain.Service.ServiceUnavailableException">The database does not answer, or has no space; the step may or may not be stored, a retry by the same writer is safe.</exception>
    Task WriteAsync(CustomerWrite write);

    /// <summary>Reads a customer's rows after a checkpoint, and its entry.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="afterSequence">The last row that the checkpoint covers; 0 for all rows.</param>
    Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence);

    /// <summary>Reads the entries of a partition, in no particular order.</summary>
    IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, CancellationToken cancellation = default);
}
