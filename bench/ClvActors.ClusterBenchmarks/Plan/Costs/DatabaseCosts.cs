using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Postgres;
using Npgsql;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>What the customer store's statements cost the database: processor time of its own processes, bytes of log and tables.</summary>
internal static class DatabaseCosts
{
    private const int Customers = 60_000;
    private const int Singles = 3_000;
    private const int Reads = 10_000;
    private const int Partitions = 16;

    /// <summary>Measures on an empty database of its own.</summary>
    /// <param name="costs">Takes the costs.</param>
    /// <param name="postgres">Connection string of the database.</param>
    /// <param name="journalBytes">Bytes of a journal row.</param>
    /// <param name="seed">Seed of the contents.</param>
    public static async Task MeasureAsync(UnitCosts costs, string postgres, int journalBytes, int seed)
    {
        await using NpgsqlDataSource database = PostgresDatabase.Open(postgres);
        await DatabaseMigration.RunAsync(database, CancellationToken.None);
        DatabaseProcess process = await DatabaseProcess.OfAsync(database);
        Random random = new(seed);
        Guid writer = Guid.NewGuid();
        byte[] lines = new byte[journalBytes];
        byte[] entry = new byte[(int)costs.EntryBytes];
        random.NextBytes(lines);
        random.NextBytes(entry);
        CustomerWrite Write(int customer, int sequence) => new(
            CustomerId.FromNumber(50_000_000 + customer), customer % Partitions, writer, sequence, StoredBytes.Of(lines), sequence, StoredBytes.Of(entry));

        double fullGroups;
        double logBefore;
        double logAfter;
        await using (PostgresCustomerStore store = new(database, new PostgresStoreOptions(), TimeProvider.System, seed))
        {
            await WriteAllAsync(store, customer => Write(customer, 1));
            costs.EntryTableBytes = await process.TableBytesAsync("clv_entry") / Customers;
            costs.JournalTableBytes = await process.TableBytesAsync("clv_journal") / Customers;
            logBefore = await process.LogBytesAsync();
            double before = process.Microseconds();
            long commits = store.Commits;
            (_, double wall) = await ProcessorTime.PerUnitAsync(Customers, () => WriteAllAsync(store, customer => Write(customer, 2)));
            fullGroups = (process.Microseconds() - before) / Customers;
            logAfter = await process.LogBytesAsync();
            double rowsPerCommit = Customers / (double)(store.Commits - commits);
            costs.SaturatedRows = 1e6 / wall;
            costs.LogBytes = (logAfter - logBefore) / Customers;

            double beforeSingles = process.Microseconds();
            for (int customer = 0; customer < Singles; customer++)
            {
                await store.WriteAsync(Write(customer, 3));
            }

            double single = (process.Microseconds() - beforeSingles) / Singles;
            costs.DatabaseCommit = Math.Max(0, (single - fullGroups) / (1 - (1 / rowsPerCommit)));
            costs.DatabaseRow = Math.Max(0, single - costs.DatabaseCommit);
            Console.WriteLine($"  store: {costs.SaturatedRows:N0} rows/s at {rowsPerCommit:N0} rows a commit, {fullGroups:N1} us of the database's processors a row; alone {single:N1} us");

            double beforeReads = process.Microseconds();
            await Parallel.ForAsync(0, Reads, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (customer, _) => await store.ReadAsync(CustomerId.FromNumber(50_000_000 + customer), 1));
            costs.DatabaseRead = (process.Microseconds() - beforeReads) / Reads;

            double beforeReload = process.Microseconds();
            int read = 0;
            for (int partition = 0; partition < Partitions; partition++)
            {
                await foreach (byte[] _ in store.ReadPartitionAsync(partition))
                {
                    read++;
                }
            }

            costs.DatabaseReloadedEntry = (process.Microseconds() - beforeReload) / read;
        }
    }

    private static Task WriteAllAsync(PostgresCustomerStore store, Func<int, CustomerWrite> write) =>
        Task.WhenAll(Enumerable.Range(0, Customers).Select(customer => store.WriteAsync(write(customer))));
}
