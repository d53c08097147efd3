using System.Diagnostics;
using System.Globalization;
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

/// <summary>One of the two processes that <see cref="TelemetryOverhead"/> compares: an engine behind the measured service, with the telemetry that the environment asks for, told step by step what to do.</summary>
internal sealed class TelemetryWorker : IAsyncDisposable
{
    /// <summary>The command line's word for it.</summary>
    public const string Command = "telemetry-worker";

    private static readonly DateOnly From = new(2024, 1, 1);

    private readonly TransactionBatch[] _batches;
    private readonly string _bundle = Path.Combine(ShippedBundles.Folder, ShippedBundles.DefaultId);
    private readonly HostTelemetry _telemetry = HostTelemetry.Start(new HostOptions());
    private string? _folder;
    private EmbeddedEngine? _engine;
    private MeasuredService? _service;
    private int _next;

    private TelemetryWorker(int linesPerBatch) =>
        _batches = [.. new ShopGenerator(new ShopOptions(6_000, 7, From, From.AddYears(2))).Lines().Chunk(linesPerBatch).Select(lines => new TransactionBatch(lines))];

    /// <summary>Writes the numbers of batches and lines, then answers every line of standard input with the process's processor time so far and the step's wall time, both in milliseconds.</summary>
    public static async Task RunAsync(int linesPerBatch)
    {
        await using TelemetryWorker worker = new(linesPerBatch);
        Console.WriteLine($"{worker._batches.Length} {worker._batches.Sum(batch => batch.Lines.Count)}");
        while (Console.In.ReadLine() is { } line)
        {
            string[] words = line.Split(' ');
            long start = Stopwatch.GetTimestamp();
            await worker.StepAsync(words[0], words.Length > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 0);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalMilliseconds} {Stopwatch.GetElapsedTime(start).TotalMilliseconds}"));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _telemetry.Dispose();
    }

    private async Task StepAsync(string step, int count)
    {
        switch (step)
        {
            case "open":
                await OpenAsync();
                break;
            case "ingest":
                for (int end = Math.Min(_next + count, _batches.Length); _next < end; _next++)
                {
                    await _service!.IngestAsync(_batches[_next]);
                }

                break;
            case "settle":
                await _service!.SettleAsync();
                break;
            case "swap":
                await _service!.SwapModelAsync(_bundle);
                break;
            case "scrape":
                PrometheusText.Write(_telemetry.Collect());
                break;
            case "flush":
                _telemetry.Flush();
                break;
            default:
                throw new InvalidOperationException($"There is no step {step}.");
        }
    }

    private async Task OpenAsync()
    {
        await CloseAsync();
        _next = 0;
        _folder = Directory.CreateTempSubdirectory("clv-overhead-").FullName;
        FolderModelLibrary models = new(_folder);
        EngineOptions options = new() { SettleAfterPause = TimeSpan.FromHours(1), LongestUnsettled = TimeSpan.FromHours(1) };
        _engine = EmbeddedEngine.Open(new DiskStorage(_folder), models, models.Open(_bundle), options, TimeProvider.System);
        _service = new MeasuredService(_engine, new AcknowledgementTimes(TimeProvider.System), TimeProvider.System);
        GC.Collect();
    }

    private async Task CloseAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
            Directory.Delete(_folder!, recursive: true);
            _engine = null;
        }
    }
}
