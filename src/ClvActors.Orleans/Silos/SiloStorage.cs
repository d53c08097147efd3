using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Memory;
using ClvActors.Orleans.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;
using Orleans.Storage;

namespace ClvActors.Orleans.Silos;

/// <summary>Where a silo keeps what must survive it: a PostgreSQL database, or this process's memory.</summary>
internal sealed class SiloStorage : IAsyncDisposable
{
    /// <summary>The newest format of states, rows and entries that this program writes.</summary>
    public const int NewestFormat = CustomerCheckpoint.NewestFormat;

    // Orleans' provider, which is never asked but through TextKeyStorage.
    private const string RowsName = "clv-rows";

    private readonly string? _connection;
    private readonly NpgsqlDataSource? _database;
    private readonly MemoryStores _memory;
    private readonly ICustomerStore _customers;

    private SiloStorage(string? connection, NpgsqlDataSource? database, MemoryStores memory, ICustomerStore customers)
    {
        _connection = connection;
        _database = database;
        _memory = memory;
        _customers = customers;
    }

    /// <summary>Opens the database, brings its schema up to date and checks that it is this cluster's.</summary>
    /// <exception cref="ClusterRefusedException">It cannot be used.</exception>
    public static async Task<SiloStorage> OpenAsync(ClusterOptions options, MemoryStores memory, TimeProvider time, CancellationToken cancellation)
    {
        if (options.Postgres is not { } connection)
        {
            return new SiloStorage(null, null, memory, memory.Customers);
        }

        NpgsqlDataSource database = PostgresDatabase.Open(connection);
        try
        {
            await DatabaseMigration.RunAsync(database, cancellation);
            await DeploymentRecord.Of(options, SiloMembership.ServiceId, NewestFormat).ClaimAsync(database, cancellation);

            // The seed only spreads the retries of silos that lost the database at the same moment.
            return new SiloStorage(connection, database, memory, new PostgresCustomerStore(database, new PostgresStoreOptions(), time, options.SiloPort));
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the silo its storage.</summary>
    public void Configure(ISiloBuilder silo)
    {
        if (_connection is null)
        {
            UseMemory(silo, _memory);
            return;
        }

        silo.Services.AddSingleton(_customers);
        silo.Services.AddSingleton<OrleansGrainStorageSerializer>();
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            CustomerGrain.StorageName, (provider, _) => new TextKeyStorage(provider.GetRequiredKeyedService<IGrainStorage>(RowsName)));
        silo.AddAdoNetGrainStorage(RowsName, storage => storage.Configure<OrleansGrainStorageSerializer>((options, serializer) =>
        {
            options.Invariant = SiloMembership.Invariant;
            options.ConnectionString = PostgresDatabase.ForProviders(_connection);
            options.GrainStorageSerializer = serializer;
        }));
    }

    /// <summary>Keeps everything in memory.</summary>
    public static void UseMemory(ISiloBuilder silo, MemoryStores memory)
    {
        silo.Services.AddSingleton<ICustomerStore>(memory.Customers);
        silo.Services.AddKeyedSingleton<IGrainStorage>(
            CustomerGrain.StorageName, (provider, _) => new Storage.Memory.MemoryGrainStorage(memory.Grains, provider.GetRequiredService<Serializer>()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _customers.DisposeAsync();
            await _database.DisposeAsync();
        }
    }
}
