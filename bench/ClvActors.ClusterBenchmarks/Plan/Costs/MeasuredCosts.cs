using ClvActors.ClusterBenchmarks.Plan.Simulation;
using ClvActors.Learning.Bundles;
using Npgsql;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>Measures all unit costs on this machine.</summary>
internal static class MeasuredCosts
{
    /// <summary>Measures, with one silo in memory and, if there is a server, with one on PostgreSQL.</summary>
    public static async Task<UnitCosts> MeasureAsync(PlanOptions options, string modelFolder, int customers, string? postgres)
    {
        ModelBundle model = ModelBundle.Load(modelFolder);
        UnitCosts costs = new() { Machine = Machine(), HasDatabase = postgres is not null };
        Console.WriteLine("### Measuring the index and the root");
        await PartitionCosts.MeasureAsync(costs, options.Seed, SettlingVolume.SampleKeys(options.Customers, options.Partitions));
        Console.WriteLine($"### Measuring a silo with {customers:N0} customers");
        await SiloCosts.MeasureAsync(costs, model, customers, options.BatchInvoices, options.Seed, null);
        if (postgres is not null)
        {
            await SiloCosts.MeasureAsync(costs, model, customers, options.BatchInvoices, options.Seed, await NewDatabaseAsync(postgres));
            await DatabaseCosts.MeasureAsync(costs, await NewDatabaseAsync(postgres), (int)costs.JournalBytes, options.Seed);
        }

        Console.WriteLine();
        return costs;
    }

    private static string Machine()
    {
        string name = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) ?? ": unknown processor";
        return $"{name[(name.IndexOf(':') + 2)..]}, {Environment.ProcessorCount} cores, .NET {Environment.Version}";
    }

    private static async Task<string> NewDatabaseAsync(string server)
    {
        string name = $"clv_plan_{Guid.NewGuid():N}";
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync();
        await using NpgsqlCommand create = new($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }
}
