using System.Diagnostics;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Storage;
using ClvActors.Files.Generation;
using ClvActors.Host;
using ClvActors.Host.Live;
using ClvActors.Host.Telemetry;
using ClvActors.Learning.Bundles;

namespace ClvActors.Benchmarks;

/// <summary>What telemetry costs: the same shop ingested and the same population scored anew, with telemetry off and on in turns in one warm process.</summary>
/// <remarks>
/// On: metrics, traces, both pushed by OTLP to a process of its own that throws them away, and a scrape every two seconds; what making, pushing and writing cost is counted as telemetry's, the last push included, which comes after every
/// run and not after a minute. Off: <c>OTEL_SDK_DISABLED</c>, the measured service included. Settling is asked for and not left to time, so both do the same work. Processor time of the process is what a busy machine can still tell apart;
/// wall time needs an idle one and includes what the receiver takes from this process's cores.
/// </remarks>
internal static class TelemetryOverhead
{
    private const int Swaps = 10;
    private static readonly TimeSpan ScrapeEvery = TimeSpan.FromSeconds(2);
    private static readonly DateOnly From = new(2024, 1, 1);

    public static async Task RunAsync(int runs, int linesPerBatch)
    {
        TransactionBatch[] batches = [.. new ShopGenerator(new ShopOptions(6_000, 7, From, From.AddYears(2))).Lines().Chunk(linesPerBatch).Select(lines => new TransactionBatch(lines))];
        Console.WriteLine($"{batches.Sum(batch => batch.Lines.Count)} lines in {batches.Length} batches, then {Swaps} model swaps");
        using TelemetryReceiver receiver = TelemetryReceiver.Start();
        for (int warmUp = 0; warmUp < 2; warmUp++)
        {
            _ = await MeasureAsync(batches, receiver.Address);
            _ = await MeasureAsync(batches, null);
        }

        List<(Cost On, Cost Off)> pairs = [];
        for (int run = 0; run < runs; run++)
        {
            Cost first = await MeasureAsync(batches, run % 2 == 0 ? null : receiver.Address);
            Cost second = await MeasureAsync(batches, run % 2 == 0 ? receiver.Address : null);
            (Cost on, Cost off) = run % 2 == 0 ? (second, first) : (first, second);
            pairs.Add((on, off));
            Console.WriteLine($"run {run + 1}: ingest processor {off.Ingest.TotalMilliseconds:F0} -> {on.Ingest.TotalMilliseconds:F0} ms, wall {off.IngestWall.TotalMilliseconds:F0} -> {on.IngestWall.TotalMilliseconds:F0} ms; "
                + $"scoring processor {off.Scoring.TotalMilliseconds:F0} -> {on.Scoring.TotalMilliseconds:F0} ms, wall {off.ScoringWall.TotalMilliseconds:F0} -> {on.ScoringWall.TotalMilliseconds:F0} ms");
        }

        Tell("ingest, processor", pairs, cost => cost.Ingest);
        Tell("ingest, wall", pairs, cost => cost.IngestWall);
        Tell("scoring, processor", pairs, cost => cost.Scoring);
        Tell("scoring, wall", pairs, cost => cost.ScoringWall);
        Console.WriteLine($"received, warm-up included: {receiver.Stop()}");
    }

    private static void Tell(string what, List<(Cost On, Cost Off)> pairs, Func<Cost, TimeSpan> part)
    {
        double[] ratios = [.. pairs.Select(pair => part(pair.On) / part(pair.Off)).Order()];
        double on = Median(pairs.Select(pair => part(pair.On).TotalMilliseconds));
        double off = Median(pairs.Select(pair => part(pair.Off).TotalMilliseconds));
        Console.WriteLine($"{what}: off {off:F0} ms, on {on:F0} ms, ratio of medians {on / off:F3}, median ratio {Median(ratios):F3} ({ratios[0]:F3} to {ratios[^1]:F3})");
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    private static async Task<Cost> MeasureAsync(TransactionBatch[] batches, string? collector)
    {
        Environment.SetEnvironmentVariable("OTEL_SDK_DISABLED", collector is null ? "true" : null);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT", collector);
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        string folder = Directory.CreateTempSubdirectory("clv-overhead-").FullName;
        try
        {
            using HostTelemetry telemetry = HostTelemetry.Start(new HostOptions { DataDirectory = folder });
            FolderModelLibrary models = new(folder);
            string bundle = Path.Combine(ShippedBundles.Folder, ShippedBundles.DefaultId);
            EngineOptions options = new() { SettleAfterPause = TimeSpan.FromHours(1), LongestUnsettled = TimeSpan.FromHours(1) };
            await using EmbeddedEngine engine = EmbeddedEngine.Open(new DiskStorage(folder), models, models.Open(bundle), options, TimeProvider.System);
            MeasuredService service = new(engine, new AcknowledgementTimes(TimeProvider.System), TimeProvider.System);
            using Timer scrape = new(_ => PrometheusText.Write(telemetry.Collect()), null, collector is null ? Timeout.InfiniteTimeSpan : ScrapeEvery, ScrapeEvery);
            GC.Collect();
            (TimeSpan ingest, TimeSpan ingestWall) = await TimeAsync(async () =>
            {
                foreach (TransactionBatch batch in batches)
                {
                    await service.IngestAsync(batch);
                }

                await service.SettleAsync();
                telemetry.Flush();
            });
            (TimeSpan scoring, TimeSpan scoringWall) = await TimeAsync(async () =>
            {
                for (int swap = 0; swap < Swaps; swap++)
                {
                    await service.SwapModelAsync(bundle);
                }

                telemetry.Flush();
            });
            return new Cost(ingest, ingestWall, scoring, scoringWall);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(TimeSpan Processor, TimeSpan Wall)> TimeAsync(Func<Task> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        return (Environment.CpuUsage.TotalTime - before, Stopwatch.GetElapsedTime(start));
    }

    private readonly record struct Cost(TimeSpan Ingest, TimeSpan IngestWall, TimeSpan Scoring, TimeSpan ScoringWall);
}
