using ClvActors.Domain.Service;
using ClvActors.Learning.Bundles;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Postgres;
using Npgsql;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>What a silo's grains cost: one silo, generated customers, each with a few small invoices.</summary>
internal static class SiloCosts
{
    private const int SiloPort = 21_171;
    private const int InFlight = 4;
    private const int LargeCustomerInvoices = 2_000;
    private const int LargeCustomerMeasured = 300;
    private const int EmptyBatches = 3_000;
    private const int Rounds = 3;

    /// <summary>Measures a silo, in memory or on an empty database.</summary>
    public static async Task MeasureAsync(UnitCosts costs, ModelBundle model, int customers, int batchInvoices, int seed, string? postgres)
    {
        InvoiceStream stream = new(seed, customers, batchInvoices);

        // Settlings rescore whoever is pushed over an edge; here they come only when they are asked for.
        TimeSpan never = TimeSpan.FromHours(1);
        ClusterOptions options = new() { Postgres = postgres, SiloPort = SiloPort, SettleAfterPause = never, LongestUnsettled = never };
        await using ClusterSilo silo = await ClusterSilo.StartAsync(options, model, new BundleSource(), TimeProvider.System, _ => { });
        ICustomerValueService service = silo.Service;
        await IngestAsync(service, stream.Round(0));
        await IngestAsync(service, stream.Round(1));
        await service.SettleAsync();
        double[] invoice = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            TransactionBatch[] batches = stream.Round(1);
            costs.LinesPerInvoice = batches.Sum(batch => batch.Lines.Count) / (double)customers;
            ServiceStatus before = await service.StatusAsync();
            (invoice[round], double wall) = await ProcessorTime.PerUnitAsync(customers, () => IngestAsync(service, batches));
            ServiceStatus after = await service.StatusAsync();
            costs.JournalBytes = postgres is null ? double.NaN : ((after.LogBytes - before.LogBytes) / (double)customers) - costs.EntryBytes;
            Console.WriteLine(
                $"  {(postgres is null ? "in memory" : "PostgreSQL")}: {invoice[round]:N1} us of processor time an invoice, {1e6 / wall:N0} invoices/s, "
                + $"{(after.Syncs - before.Syncs) / (double)customers:N3} commits and {(after.LogBytes - before.LogBytes) / (double)customers:N0} bytes an invoice");
        }

        await using NpgsqlDataSource? database = postgres is null ? null : PostgresDatabase.Open(postgres);
        DatabaseProcess? server = database is null ? null : await DatabaseProcess.OfAsync(database);
        double typical = invoice.Order().ElementAt(Rounds / 2);
        await service.SettleAsync();
        (double rescore, _) = await ProcessorTime.PerUnitAsync(customers, () => service.AdvanceAsOfAsync(InvoiceStream.DayOf(2)).AsTask());
        IManagementGrain management = silo.Grains.GetGrain<IManagementGrain>(0);
        double busy = server?.Microseconds() ?? 0;
        (double deactivation, _) = await ProcessorTime.PerUnitAsync(customers, () => DeactivateAllAsync(management));
        if (server is not null)
        {
            costs.DatabaseCheckpoint = (server.Microseconds() - busy) / customers;
            costs.CheckpointTableBytes = await server.TableBytesAsync("orleans_storage") / customers;
        }

        long without = ProcessorTime.LiveBytes();
        (double activation, _) = await ProcessorTime.PerUnitAsync(customers, () => FindAllAsync(service, customers));
        costs.GrainBytes = (ProcessorTime.LiveBytes() - without) / (double)customers;
        (double lookup, _) = await ProcessorTime.PerUnitAsync(customers, () => FindAllAsync(service, customers));

        // Nearly every value differs, so that each lookup asks every partition for its rank.
        (costs.Lookup, _) = await ProcessorTime.PerUnitAsync(customers, () => ExplainAllAsync(silo.Grains, customers));
        costs.CountCall = (lookup - costs.Lookup) / options.Partitions;
        Console.WriteLine($"  lookup {lookup:N1} us, of which the customer {costs.Lookup:N1} us");
        costs.Activation = activation - lookup;
        costs.Deactivation = deactivation;
        costs.Rescore = rescore;
        if (postgres is not null)
        {
            costs.InvoiceStored = typical;
            return;
        }

        costs.InvoiceInMemory = costs.InvoiceStored = typical;
        TransactionBatch[] empty = [.. Enumerable.Repeat(new TransactionBatch([], 1), EmptyBatches)];
        (costs.Batch, _) = await ProcessorTime.PerUnitAsync(EmptyBatches, () => IngestAsync(service, empty));
        await IngestAsync(service, stream.Of(customers, LargeCustomerInvoices, 2));
        TransactionBatch[] large = stream.Of(customers, LargeCustomerMeasured, 2);
        (double ofLarge, _) = await ProcessorTime.PerUnitAsync(LargeCustomerMeasured, () => OneAfterAnotherAsync(service, large));
        costs.InvoiceOfLargeCustomer = Math.Max(typical, ofLarge - costs.Batch);
    }

    private static Task IngestAsync(ICustomerValueService service, TransactionBatch[] batches) => Parallel.ForEachAsync(
        batches, new ParallelOptions { MaxDegreeOfParallelism = InFlight }, async (batch, _) => await service.IngestAsync(batch, CancellationToken.None));

    // Fifty thousand checkpoints take longer than a call may.
    private static async Task DeactivateAllAsync(IManagementGrain management)
    {
        int left = int.MaxValue;
        while (left > 0)
        {
            try
            {
                await management.ForceActivationCollection(TimeSpan.Zero);
            }
            catch (TimeoutException)
            {
                // It goes on.
            }

            left = (await management.GetSimpleGrainStatistics()).Where(grain => grain.GrainType.Contains("CustomerGrain", StringComparison.Ordinal)).Sum(grain => grain.ActivationCount);
        }
    }

    private static async Task OneAfterAnotherAsync(ICustomerValueService service, TransactionBatch[] batches)
    {
        foreach (TransactionBatch batch in batches)
        {
            await service.IngestAsync(batch);
        }
    }

    private static Task FindAllAsync(ICustomerValueService service, int customers) => Parallel.ForAsync(
        0, customers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (customer, _) => await service.FindAsync(InvoiceStream.Customer(customer), CancellationToken.None));

    private static Task ExplainAllAsync(IGrainFactory grains, int customers) => Parallel.ForAsync(
        0, customers, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (customer, _) => await grains.GetGrain<ICustomerGrain>(InvoiceStream.Customer(customer).ToString()).Explain());
}
