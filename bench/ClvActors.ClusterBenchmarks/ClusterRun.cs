using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Storage;
using ClvActors.Learning.Bundles;
using ClvActors.Orleans.Silos;
using Npgsql;

namespace ClvActors.ClusterBenchmarks;

/// <summary>Measures the embedded engine, one silo in memory, and one and three silos on PostgreSQL, in turn and in one run.</summary>
internal static class ClusterRun
{
    private const int FirstPort = 21_111;
    private static readonly TimeSpan AnchorTime = TimeSpan.FromSeconds(2);

    /// <summary>Runs everything the wanted number of times, in turn.</summary>
    public static async Task IngestAsync(string data, string? postgres, int batchLines, int inFlight, int runs, string modelFolder)
    {
        TransactionBatch[] batches = Dataset.Read(data, batchLines);
        ModelBundle model = ModelBundle.Load(modelFolder);
        for (int run = 1; run <= runs; run++)
        {
            Console.WriteLine($"run {run}");
            await EmbeddedAsync(batches, model, inFlight);
            await SilosAsync("one silo in memory", batches, model, inFlight, 1, null);
            if (postgres is not null)
            {
                await SilosAsync("one silo, PostgreSQL", batches, model, inFlight, 1, await NewDatabaseAsync(postgres, $"clv_one_{run}"));
                await SilosAsync("three silos, PostgreSQL", batches, model, inFlight, 3, await NewDatabaseAsync(postgres, $"clv_three_{run}"));
            }
        }
    }

    private static async Task EmbeddedAsync(TransactionBatch[] batches, ModelBundle model, int inFlight)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("clv-bench-");
        try
        {
            await using EmbeddedEngine engine = EmbeddedEngine.Open(
                new DiskStorage(folder.FullName), new FolderModelLibrary(folder.FullName), model, new EngineOptions(), TimeProvider.System);
            await IngestBenchmark.RunAsync("embedded engine, durable", [engine], batches, inFlight);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task SilosAsync(string name, TransactionBatch[] batches, ModelBundle model, int inFlight, int count, string? postgres)
    {
        List<ClusterSilo> silos = [];
        try
        {
            for (int index = 0; index < count; index++)
            {
                ClusterOptions options = new() { Postgres = postgres, SiloPort = FirstPort + index };
                silos.Add(await ClusterSilo.StartAsync(options, model, new BundleSource(), TimeProvider.System, _ => { }));
            }

            await GrainCallAnchor.RunAsync(count == 1 ? "  anchor, hosted client" : "  anchor, from one silo to three", silos[0].Grains, AnchorTime);
            await IngestBenchmark.RunAsync(name, [.. silos.Select(silo => silo.Service)], batches, inFlight);
        }
        finally
        {
            for (int index = silos.Count - 1; index >= 0; index--)
            {
                await silos[index].DisposeAsync();
            }
        }
    }

    private static async Task<string> NewDatabaseAsync(string server, string name)
    {
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync();
        await using NpgsqlCommand create = new($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }
}
