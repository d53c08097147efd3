using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Postgres;
using ClvActors.Orleans.Tests.Postgres;

namespace ClvActors.Orleans.Tests.Storage.Postgres;

/// <summary>The contract of stores on a server, with as many lanes and as large groups as a seed says.</summary>
public sealed class PostgresStoreContractTests(PostgresServer server) : CustomerStoreContract
{
    private protected override async Task<ICustomerStore> OpenAsync() => new OwnedStore(await StoreFixture.CreateAsync(server));

    private protected override async Task<ICustomerStore> OpenAsync(int seed) => new OwnedStore(await StoreFixture.CreateAsync(
        server,
        new PostgresStoreOptions { Lanes = (seed % 3) + 1, MostWritesPerGroup = seed switch { 1 => 1, 2 => 8, _ => 512 }, EntriesPerPage = 16 }));

    /// <summary>A store that takes its connections with it.</summary>
    private sealed class OwnedStore(StoreFixture fixture) : ICustomerStore
    {
        public string Kind => fixture.Store.Kind;

        public long Commits => fixture.Store.Commits;

        public long BytesWritten => fixture.Store.BytesWritten;

        public Task WriteAsync(CustomerWrite write) => fixture.Store.WriteAsync(write);

        public Task<CustomerTail> ReadAsync(CustomerId customer, long afterSequence) => fixture.Store.ReadAsync(customer, afterSequence);

        public IAsyncEnumerable<byte[]> ReadPartitionAsync(int partition, CancellationToken cancellation = default) =>
            fixture.Store.ReadPartitionAsync(partition, cancellation);

        public ValueTask DisposeAsync() => fixture.DisposeAsync();
    }
}
