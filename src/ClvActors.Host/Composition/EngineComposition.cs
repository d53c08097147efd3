using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Storage;

namespace ClvActors.Host.Composition;

/// <summary>The one place that names the engine behind <see cref="ICustomerValueService"/>.</summary>
public static partial class EngineComposition
{
    /// <summary>Opens the engine on the data directory, recovered and ready to serve.</summary>
    /// <param name="options">Data directory, models, clock, shards and time zone.</param>
    /// <param name="time">Wall clock and intervals.</param>
    /// <param name="logs">Where the engine reports recovery and faults.</param>
    /// <returns>The service; the caller disposes it.</returns>
    /// <exception cref="StartRefusedException">The directory or the model cannot be used.</exception>
    public static ICustomerValueService Open(HostOptions options, TimeProvider time, ILoggerFactory logs)
    {
        ILogger log = logs.CreateLogger(typeof(EngineComposition));
        string directory = options.DataDirectory!;
        FolderModelLibrary models = new(directory);
        try
        {
            StartingModel start = StartingModel.Choose(options);
            IValueModel model = start.Open(models);
            EngineOptions defaults = new();
            EmbeddedEngine engine = EmbeddedEngine.Open(
                new DiskStorage(directory),
                models,
                model,
                defaults with
                {
                    Shards = options.Shards ?? defaults.Shards,
                    Clock = options.Clock == ClockKind.Wall ? AsOfClock.Wall : AsOfClock.Event,
                    TimeZone = options.TimeZone,
                    Currency = options.Currency,
                    KeepsServedModel = start.GoesOnWithServed,
                },
                time);
            Tell(log, directory, engine.Recovery);
            LogServing(log, engine.ServingBundleId, engine.ServingHorizonDays);
            return engine;
        }
        catch (Exception refused) when (refused is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException(refused.Message, refused);
        }
    }

    private static void Tell(ILogger log, string directory, RecoveryReport recovery)
    {
        foreach (string warning in recovery.SnapshotWarnings)
        {
            LogSnapshotRejected(log, warning);
        }

        if (recovery.TornTail is { } torn)
        {
            LogTornTail(log, torn.Bytes, torn.Offset);
        }

        if (recovery.SnapshotSequence is { } sequence)
        {
            LogRecovered(log, directory, sequence, recovery.FramesReplayed, recovery.LinesReplayed);
        }
        else
        {
            LogReplayed(log, directory, recovery.FramesReplayed, recovery.LinesReplayed);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "A snapshot was passed over: {Reason}")]
    private static partial void LogSnapshotRejected(ILogger log, string reason);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The log ended in an unfinished commit group: {Bytes} bytes were cut off at offset {Offset}; none of them was acknowledged")]
    private static partial void LogTornTail(ILogger log, long bytes, long offset);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Recovered {Directory}: snapshot {Snapshot}, then {Frames} frames with {Lines} lines")]
    private static partial void LogRecovered(ILogger log, string directory, long snapshot, long frames, long lines);

    [LoggerMessage(EventId = 5, Level = LogLevel.Information, Message = "Opened {Directory}: no snapshot, {Frames} frames with {Lines} lines in the log")]
    private static partial void LogReplayed(ILogger log, string directory, long frames, long lines);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "Scoring with {Bundle}, value over {HorizonDays} days")]
    private static partial void LogServing(ILogger log, string bundle, int horizonDays);
}
