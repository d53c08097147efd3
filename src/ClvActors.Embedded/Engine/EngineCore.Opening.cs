using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Snapshots;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Telemetry;

namespace ClvActors.Embedded.Engine;

internal sealed partial class EngineCore
{
    private EngineCore(
        EngineOptions options, TimeProvider time, IModelLibrary models, DataDirectory directory, SnapshotStore snapshots,
        PopulationState state, LogWriter log, string modelName, RecoveryReport report)
    {
        _options = options;
        _time = time;
        _models = models;
        _directory = directory;
        _snapshots = snapshots;
        _state = state;
        _log = log;
        _modelName = modelName;
        _linesSinceSnapshot = report.LinesReplayed;
        Recovery = report;
        _published = _state.Publish(null);
        Feed.StartAfter(_state.Sequence);
        _ = _state.TakeTold();

        // What was replayed has been measured when it was new.
        _ = _state.TakeWork();
    }

    /// <summary>What opening found.</summary>
    public RecoveryReport Recovery { get; }

    /// <summary>Opens a data directory, or makes one, and recovers what it holds.</summary>
    /// <param name="storage">Where the directory lies.</param>
    /// <param name="options">How the engine runs.</param>
    /// <param name="models">Bundles kept beside the log.</param>
    /// <param name="model">The bundle that is to serve: always in a new directory; where another served last, it is swapped before the call returns unless the options keep that one.</param>
    /// <param name="newLogId">Identity of a log that has to be made.</param>
    /// <param name="executor">Runs the shards.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="InvalidDataException">The directory cannot be used: another clock, a newer format, damage; the message names file and offset.</exception>
    public static EngineCore Open(
        IStorage storage, EngineOptions options, IModelLibrary models, IValueModel model, ulong newLogId, IShardExecutor executor, TimeProvider time)
    {
        DirectoryManifest wanted = new(
            newLogId, options.Shards, DirectoryManifest.HashNameNow, options.Clock, options.Currency, options.TimeZone.Id);
        DataDirectory directory = DataDirectory.Open(storage, wanted);
        try
        {
            CheckManifest(directory, wanted);
            RecoveryProgress.Begin();
            EngineInstruments.Opened();
            long start = EngineInstruments.Start();
            EngineCore core = Recover(directory, options, models, model, executor, time);
            RecoveryProgress.End(isComplete: true);
            EngineSpans.Tell("clv.recovery", start, time);
            return core;
        }
        catch
        {
            RecoveryProgress.End(isComplete: false);
            directory.Dispose();
            throw;
        }
    }

    private static EngineCore Recover(
        DataDirectory directory, EngineOptions options, IModelLibrary models, IValueModel model, IShardExecutor executor, TimeProvider time)
    {
        SnapshotStore snapshots = new(directory.Storage, directory.Manifest.LogId);
        PopulationState state = new(model, options, executor);
        SnapshotReading reading = snapshots.ReadNewest(state.StockCodesOf);
        SnapshotContent? snapshot = reading.Content;
        IReadOnlyList<string> warnings = reading.Rejected;
        if (snapshot is not null && !HoldsThisFeatureSet(snapshot.Header))
        {
            warnings = [.. warnings, AboutOtherFeatureSet(snapshot.Header)];
            snapshot = null;
        }

        string modelName = "";
        if (snapshot is not null)
        {
            modelName = snapshot.Header.BundleFolder;
            state.Restore(snapshot.Header, snapshot.Customers, models.Load(modelName));
        }

        using LogRecovery log = LogRecovery.Open(
            directory.Storage, snapshot?.Header.Sequence ?? 0, snapshot?.Header.LogOffset ?? 0, directory.Manifest.LogId);
        long frames = 0;
        long lines = 0;
        RecoveryProgress.Open(log.Length);
        foreach (LogFrame frame in log.Frames())
        {
            frames++;
            int replayed = Replay(frame, state, models, ref modelName);
            lines += replayed;
            RecoveryProgress.Replayed(frame.EndOffset, replayed);
        }

        state.MarkUnsettled();
        LogWriter writer = log.StartWriting(options.SyncsEveryCommit ? LogDurability.Synced : LogDurability.Relaxed);
        RecoveryReport report = new(snapshot?.Header.Sequence, warnings, frames, lines, log.TornTail);
        EngineCore core = new(options, time, models, directory, snapshots, state, writer, modelName, report);
        try
        {
            core.CatchUp(model);
            return core;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    // Returns the number of transaction lines in the frame.
    private static int Replay(LogFrame frame, PopulationState state, IModelLibrary models, ref string modelName)
    {
        ReadOnlySpan<byte> payload = frame.Payload.Span;
        switch (frame.Kind)
        {
            case FrameKind.Batch:
                DecodedBatch batch = BatchCodec.Decode(payload);
                PreparedBatch prepared = PreparedBatch.From(
                    batch.Lines, (int)batch.MalformedLines, (int)batch.LinesWithoutCustomer, state.ShardCount);
                _ = state.ApplyBatch(frame.Sequence, prepared);
                return prepared.Lines;
            case FrameKind.AsOf:
                state.ApplyAsOf(frame.Sequence, new ObservationWindow(AsOfCodec.Decode(payload)));
                return 0;
            case FrameKind.Edges:
                state.ApplyEdges(frame.Sequence, EdgesCodec.Decode(payload));
                return 0;
            case FrameKind.Settled:
                SettledCodec.Check(payload);
                state.ApplySettled(frame.Sequence);
                return 0;
            case FrameKind.ModelSwap:
                modelName = ModelSwapCodec.Decode(payload).Folder;
                IValueModel model = models.Load(modelName);
                state.BeginModelSwap(model);
                state.ApplyModelSwap(frame.Sequence, model);
                return 0;
            default:
                throw new InvalidDataException($"The log holds a frame of an unknown kind, {frame.Kind}, at offset {frame.Offset}.");
        }
    }

    private void CatchUp(IValueModel model)
    {
        bool isWanted = !_options.KeepsServedModel && model.Fingerprint != _state.Model.Fingerprint;
        if (_modelName.Length == 0 || isWanted)
        {
            SwapModel(model);
        }

        try
        {
            FollowWallClock();
            Settle();
        }
        catch (ServiceUnavailableException error) when (error.IsStorageFull)
        {
            // Reads are served from what was recovered; the commit loop settles when there is room again.
        }
    }

    /// <summary>Moves the as-of date to today when it follows the wall clock.</summary>
    public void FollowWallClock()
    {
        if (_options.Clock == AsOfClock.Wall && Fault is null)
        {
            DateTimeOffset now = TimeZoneInfo.ConvertTime(_time.GetUtcNow(), _options.TimeZone);
            AdvanceAsOf(DateOnly.FromDateTime(now.DateTime));
        }
    }

    // Another feature set is reached by replaying the log from its start.
    private static bool HoldsThisFeatureSet(SnapshotHeader header) =>
        header.FeatureSetName == FeatureSet.Behaviour.Name && header.FeatureSetVersion == FeatureSet.Behaviour.Version;

    private static string AboutOtherFeatureSet(SnapshotHeader header) =>
        $"The snapshot after sequence number {header.Sequence} holds feature set {header.FeatureSetName} version {header.FeatureSetVersion}, not {FeatureSet.Behaviour.Name} version {FeatureSet.Behaviour.Version}: the whole log is replayed.";

    private static void CheckManifest(DataDirectory directory, DirectoryManifest wanted)
    {
        DirectoryManifest found = directory.Manifest;
        Require(found.HashName == wanted.HashName, "places customers by the hash", found.HashName, wanted.HashName);
        Require(found.Clock == wanted.Clock, "follows the clock", found.Clock.ToString(), wanted.Clock.ToString());
        Require(found.Currency == wanted.Currency, "counts in the currency", found.Currency, wanted.Currency);
        Require(found.TimeZone == wanted.TimeZone, "lives in the time zone", found.TimeZone, wanted.TimeZone);
        if (found.ShardCount != wanted.ShardCount)
        {
            directory.Update(found with { ShardCount = wanted.ShardCount });
        }

        void Require(bool holds, string what, string has, string asked)
        {
            if (!holds)
            {
                throw new InvalidDataException($"The data directory {directory.Storage.Location} {what} {has}, not {asked}.");
            }
        }
    }
}
