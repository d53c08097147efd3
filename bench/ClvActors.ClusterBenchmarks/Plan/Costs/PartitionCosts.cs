using ClvActors.Domain.Population;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Queries;
using ClvActors.Orleans.Views;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>What the population's index and the root over it cost, in this process and without messages.</summary>
internal static class PartitionCosts
{
    private const int LadderRungs = 16_384;
    private const int MemoryEntries = 200_000;

    private static readonly (int Partitions, int Entries)[] Sizes = [(16, 4_096), (16, 32_768), (128, 4_096), (1_024, 512), (1_024, 1_024)];

    /// <summary>Measures and prints; <paramref name="sampleKeys"/> is what a partition of the planned size sends.</summary>
    public static async Task MeasureAsync(UnitCosts costs, int seed, int sampleKeys)
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer(serializer => serializer.AddAssembly(typeof(CustomerEntry).Assembly)).BuildServiceProvider();
        Serializer serializer = services.GetRequiredService<Serializer>();
        await MeasureReloadAsync(costs, serializer, seed);
        Console.WriteLine();
        Console.WriteLine("| partitions | entries each | keys sampled | keys received | MB received | root, ms | us a key | partitions, ms | us a key |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach ((int partitions, int entries) in Sizes)
        {
            await MeasureRootAsync(costs, serializer, seed, partitions, entries, null);
        }

        await MeasureRootAsync(costs, serializer, seed, 1_024, 1_024, sampleKeys);
        Console.WriteLine();
    }

    private static async Task MeasureRootAsync(UnitCosts costs, Serializer serializer, int seed, int partitions, int entries, int? sampleKeys)
    {
        Random random = new(seed);
        LocalPartitions local = new(partitions, serializer);
        for (int customer = 0; customer < partitions * entries; customer++)
        {
            CustomerEntry entry = GeneratedEntries.Entry(random, customer);
            local.Parts[CustomerPlacement.PartOf(entry.Id, partitions)].Load(entry);
        }

        PopulationStatistics statistics = new(local, sampleKeys);

        // The first question tells how many there are, and so how many keys to sample.
        await statistics.EdgesAsync(1);
        GC.Collect();
        local.Reset();
        ValueLadder ladder = ValueLadder.Empty;
        (double all, _) = await ProcessorTime.PerUnitAsync(1, async () =>
        {
            await statistics.EdgesAsync(2);
            await statistics.ThresholdsAsync();
            ladder = await statistics.LadderAsync(LadderRungs);
        });
        double root = all - local.Microseconds - local.CountingMicroseconds;
        costs.RootKey = root / local.Keys;
        costs.PartitionKey = local.Microseconds / local.Keys;
        costs.KeyBytes = local.Bytes / (double)local.Keys;
        costs.ViewBytes = serializer.SerializeToArray(GeneratedEntries.View(ladder)).Length;
        Console.WriteLine(
            $"| {partitions:N0} | {entries:N0} | {(sampleKeys is { } keys ? keys.ToString("N0") : "own choice")} | {local.Keys:N0} | {local.Bytes / 1e6:N2} | {root / 1_000:N1} | {costs.RootKey:N2} "
            + $"| {local.Microseconds / 1_000:N1} | {costs.PartitionKey:N2} |");
    }

    private static async Task MeasureReloadAsync(UnitCosts costs, Serializer serializer, int seed)
    {
        Random random = new(seed);
        byte[][] stored = [.. Enumerable.Range(0, MemoryEntries).Select(customer => serializer.SerializeToArray(GeneratedEntries.Entry(random, customer)))];
        costs.EntryBytes = stored.Average(entry => (double)entry.Length);
        long before = ProcessorTime.LiveBytes();
        PopulationPartition partition = new();
        (costs.ReloadedEntry, _) = await ProcessorTime.PerUnitAsync(MemoryEntries, () =>
        {
            foreach (byte[] entry in stored)
            {
                partition.Load(serializer.Deserialize<CustomerEntry>(entry)!);
            }

            return Task.CompletedTask;
        });
        costs.IndexedCustomerBytes = (ProcessorTime.LiveBytes() - before) / (double)MemoryEntries;
        PopulationView view = GeneratedEntries.View(ValueLadder.Empty);
        (costs.LookedAtEntry, _) = await ProcessorTime.PerUnitAsync(MemoryEntries, () =>
        {
            partition.SweepTo(view);
            while (partition.NextStale() is not null)
            {
            }

            return Task.CompletedTask;
        });
        GC.KeepAlive(stored);
    }
}
