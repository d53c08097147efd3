using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Postgres;
using ClvActors.Orleans.Tests.Postgres;
using Npgsql;

namespace ClvActors.Orleans.Tests.Storage.Postgres;

/// <summary>A migrated database of its own and a store on it.</summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    private StoreFixture(string connectionString, NpgsqlDataSource database, PostgresCustomerStore store)
    {
        ConnectionString = connectionString;
        Database = database;
        Store = store;
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Database { get; }

    public PostgresCustomerStore Store { get; }

    public static async Task<StoreFixture> CreateAsync(PostgresServer server, PostgresStoreOptions? options = null)
    {
        string connectionString = await server.CreateDatabaseAsync();
        NpgsqlDataSource database = PostgresDatabase.Open(connectionString);
        await DatabaseMigration.RunAsync(database);
        return new StoreFixture(
            connectionString, database, new PostgresCustomerStore(database, options ?? new PostgresStoreOptions(), TimeProvider.System, seed: 1));
    }

    /// <summary>A write with a row, an entry or both; zero leaves one out.</summary>
    public static CustomerWrite Write(
        string customer, Guid writer, long sequence, long version, byte[]? lines = null, byte[]? entry = null, int partition = 0) => new(
        CustomerId.Parse(customer), partition, writer,
        sequence, StoredBytes.Of(sequence == 0 ? [] : lines ?? [1, 2, 3]),
        version, StoredBytes.Of(version == 0 ? [] : entry ?? [4, 5, 6]));

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await Database.DisposeAsync();
    }
}
