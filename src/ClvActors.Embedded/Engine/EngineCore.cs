using System.Diagnostics;
using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Changes;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Queries;
using ClvActors.Embedded.Shards;
using ClvActors.Embedded.Snapshots;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Telemetry;

namespace ClvActors.Embedded.Engine;

/// <summary>The engine as a synchronous state machine: what is appended to the log, in which order, and what is published when.</summary>
/// <remarks>
/// Everything runs on the caller's thread and, inside a call, on the executor's; nothing waits for time. A simulation drives it through
/// <see cref="IStorage"/>, <see cref="TimeProvider"/> and <see cref="IShardExecutor"/>. One caller at a time; <see cref="Published"/> and <see cref="Feed"/>
/// may be read by any thread.
/// </remarks>
internal sealed partial class EngineCore : IDisposable
{
    private const int FeedCapacity = 100_000;

    private readonly EngineOptions _options;
    private readonly TimeProvider _time;
    private readonly IModelLibrary _models;
    private readonly DataDirectory _directory;
    private readonly SnapshotStore _snapshots;
    private readonly PopulationState _state;
    private readonly LogWriter _log;
    private PopulationSnapshot _published;
    private string _modelName;
    private long? _edgesTimestamp;
    private long _linesSinceSnapshot;

    /// <summary>The newest version of the population.</summary>
    public PopulationSnapshot Published => Volatile.Read(ref _published);

    /// <summary>The change feed.</summary>
    public ChangeFeed Feed { get; } = new(FeedCapacity);

    /// <summary>Why nothing is taken any more; null while the engine works.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether everyone stands at the as-of date, on edges taken after the last line.</summary>
    public bool IsSettled => _state.IsSettled && !_isSweeping;

    /// <summary>Whether enough lines have come for the next snapshot.</summary>
    public bool IsSnapshotDue => _linesSinceSnapshot >= _options.SnapshotAfterLines;

    /// <summary>Number of shards.</summary>
    public int ShardCount => _state.ShardCount;

    /// <summary>Syncs of the log since it was opened.</summary>
    public long Syncs => _log.Syncs;

    /// <summary>Bytes in the log.</summary>
    public long LogBytes => _log.CommittedOffset;

    /// <summary>File system that holds the log.</summary>
    public string FileSystem => _directory.Storage.FileSystem;

    /// <summary>Makes a group of batches durable with one sync, applies them in order, publishes, and acknowledges.</summary>
    public void RunGroup(IReadOnlyList<PendingBatch> group)
    {
        long[] sequences = new long[group.Count];
        using Activity? span = EngineSpans.StartGroup(group);
        try
        {
            ThrowIfFaulted();
            CommitGroup(group, sequences);
            ApplyGroup(group, sequences);
        }
        catch (Exception error)
        {
            span?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);
            ServiceUnavailableException refusal = RefusalFor(error);
            foreach (PendingBatch batch in group)
            {
                batch.Refuse(refusal);
            }

            return;
        }

        foreach (PendingBatch batch in group)
        {
            batch.Acknowledge();
        }
    }

    private void CommitGroup(IReadOnlyList<PendingBatch> group, long[] sequences)
    {
        using Activity? span = EngineSpans.StartPart("clv.journal.commit");
        long lines = 0;
        for (int index = 0; index < group.Count; index++)
        {
            sequences[index] = _log.Append(FrameKind.Batch, group[index].Payload);
            lines += group[index].Prepared.Lines;
        }

        long before = _log.Bytes;
        long start = EngineInstruments.Start();
        _log.Commit();
        EngineInstruments.Committed(start, group.Count, lines, _log.Bytes - before);
        span?.SetTag("clv.lines", lines);
        span?.SetTag("clv.bytes", _log.Bytes - before);
    }

    private void ApplyGroup(IReadOnlyList<PendingBatch> group, long[] sequences)
    {
        using Activity? span = EngineSpans.StartPart("clv.shards.apply");
        long start = EngineInstruments.Start();
        for (int index = 0; index < group.Count; index++)
        {
            Apply(group[index], sequences[index]);
        }

        Publish();
        WorkDone work = _state.TakeWork();
        EngineInstruments.Applied(start, work);
        span?.SetTag("clv.rescores", work.Rescores + work.MonthEndRescores);
        span?.SetTag("clv.month_ends", work.MonthEnds?.Count ?? 0);
    }

    /// <summary>Moves the as-of date, if it is later than the one that stands.</summary>
    public void AdvanceAsOf(DateOnly asOf)
    {
        if (asOf.DayNumber <= _state.Window.AsOfDay)
        {
            return;
        }

        Guard(() =>
        {
            long sequence = _log.Append(FrameKind.AsOf, AsOfCodec.Encode(asOf.DayNumber));
            _log.Commit();
            _state.ApplyAsOf(sequence, new ObservationWindow(asOf.DayNumber));
            Publish();
            EngineInstruments.Count(_state.TakeWork(), "as_of");
        });
    }

    /// <summary>Reads the invoices of customers for a slice of time, at least one customer's.</summary>
    /// <param name="ids">All customers that are asked for.</param>
    /// <param name="read">The answers so far, in the order of <paramref name="ids"/>; those of this slice are added.</param>
    /// <exception cref="ServiceUnavailableException">The engine has stopped.</exception>
    public void ReadPurchases(IReadOnlyList<CustomerId> ids, List<CustomerPurchases> read)
    {
        ThrowIfFaulted();
        Deadline deadline = Deadline.After(_options.Slice, _time);
        do
        {
            read.Add(_state.PurchasesOf(ids[read.Count]));
        }
        while (read.Count < ids.Count && !deadline.HasPassed);
    }

    /// <summary>Settles and writes a snapshot.</summary>
    public void TakeSnapshot()
    {
        _linesSinceSnapshot = 0;
        Settle();
        Guard(() =>
        {
            SnapshotHeader header = new()
            {
                Sequence = _state.Sequence,
                LogOffset = _log.CommittedOffset,
                Window = _state.Window,
                Edges = _state.Edges,
                BundleId = _state.Model.Id,
                BundleFingerprint = _state.Model.Fingerprint,
                BundleFolder = _modelName,
                Counts = _state.Counts,
                FeatureSetName = FeatureSet.Behaviour.Name,
                FeatureSetVersion = FeatureSet.Behaviour.Version,
                ShardCount = _state.ShardCount,
            };
            long start = EngineInstruments.Start();
            _log.Sync();
            _snapshots.Write(header, _state.Store());
            EngineInstruments.Snapshotted(start);
            EngineSpans.Tell("clv.snapshot", start, _time);
        });
    }

    /// <summary>Closes the files and gives the directory free.</summary>
    public void Dispose()
    {
        _swap?.Fail(new ObjectDisposedException(nameof(EngineCore)));
        _log.Dispose();
        _directory.Dispose();
    }

    private void Apply(PendingBatch batch, long sequence)
    {
        IngestCounts counts = _state.ApplyBatch(sequence, batch.Prepared);
        EngineInstruments.Count(counts);
        _linesSinceSnapshot += batch.Prepared.Lines;
        batch.Result = new IngestResult(counts, sequence, _state.Window.AsOf);
    }

    private void Publish()
    {
        long start = EngineInstruments.Start();
        PopulationSnapshot population = _state.Publish(_edgesTimestamp);
        Volatile.Write(ref _published, population);
        List<(long Sequence, CustomerRecord Record)> told = _state.TakeTold();
        if (told.Count > 0)
        {
            Feed.Append(
            [
                .. told.Select(change => new ValueChange(
                    new ChangePosition(change.Sequence, change.Record.Id),
                    change.Record,
                    population.SegmentOf(change.Record),
                    population.PercentileRankOf(change.Record))),
            ]);
        }

        EngineInstruments.Published(start);
    }

    private void Guard(Action action)
    {
        ThrowIfFaulted();
        try
        {
            action();
        }
        catch (Exception error)
        {
            throw RefusalFor(error);
        }
    }

    // A full disk leaves log and state as they were, so the engine goes on. After anything else the two may differ, or the disk may lie: stop.
    private ServiceUnavailableException RefusalFor(Exception error)
    {
        switch (error)
        {
            case ServiceUnavailableException unavailable:
                return unavailable;
            case StorageFullException full:
                return new ServiceUnavailableException($"The log's disk is full: {full.Message}", isStorageFull: true, full);
            default:
                Fault ??= $"The engine has stopped: {error.Message}";
                ServiceUnavailableException stopped = new(Fault, isStorageFull: false, error);
                _swap?.Fail(stopped);
                return stopped;
        }
    }

    private void ThrowIfFaulted()
    {
        if (Fault is not null)
        {
            throw new ServiceUnavailableException(Fault);
        }
    }
}
