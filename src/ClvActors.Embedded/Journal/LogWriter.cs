using System.Diagnostics.CodeAnalysis;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Telemetry;

namespace ClvActors.Embedded.Journal;

/// <summary>Appends frames to the log: buffers them, then commits all of them with one write and one sync.</summary>
/// <remarks>
/// Frames between two good syncs form a <b>commit group</b> and carry its first sequence number; recovery tells a torn tail from damage by it. Made by
/// <see cref="LogRecovery.StartWriting"/>. One thread at a time.
/// </remarks>
public sealed class LogWriter : IDisposable
{
    private const int SmallestBuffer = 64 * 1024;

    /// <summary>A buffer above this is given back after the commit that needed it.</summary>
    private const int LargestKeptBuffer = 16 << 20;

    private readonly IStorageFile _file;
    private readonly ulong _logId;
    private readonly LogDurability _durability;
    private byte[] _buffer = new byte[SmallestBuffer];
    private int _buffered;
    private long _end;
    private long _nextSequence;
    private long _groupFirst;
    private Exception? _failure;

    /// <summary>Continues a log.</summary>
    /// <param name="file">The log; from here on the writer's.</param>
    /// <param name="logId">Its id.</param>
    /// <param name="lastSequence">Sequence number of the last frame that counts.</param>
    /// <param name="durability">When frames become durable.</param>
    internal LogWriter(IStorageFile file, ulong logId, long lastSequence, LogDurability durability)
    {
        _file = file;
        _logId = logId;
        _durability = durability;
        _end = file.Length;
        LastCommittedSequence = lastSequence;
        _nextSequence = lastSequence + 1;
        _groupFirst = _nextSequence;
    }

    /// <summary>Sequence number of the last committed frame; before the first commit that of the last frame found.</summary>
    public long LastCommittedSequence { get; private set; }

    /// <summary>Where the last committed frame ends: the offset that a snapshot records.</summary>
    public long CommittedOffset => _end;

    /// <summary>Good syncs so far.</summary>
    public long Syncs { get; private set; }

    /// <summary>Bytes committed so far.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether an error has made the writer unusable; the process has to end and recover.</summary>
    public bool IsFailed => _failure is not null;

    /// <summary>Buffers a frame for the next commit.</summary>
    /// <param name="kind">What it holds.</param>
    /// <param name="payload">Its content, up to 512 MB; copied.</param>
    /// <returns>Its sequence number, void if the commit fails.</returns>
    /// <exception cref="ArgumentException">The payload, or all that is buffered, is too long.</exception>
    /// <exception cref="InvalidOperationException">The writer has failed before.</exception>
    public long Append(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        ThrowIfFailed();
        if (payload.Length > FrameHeader.LongestPayload)
        {
            throw new ArgumentException($"A payload has at most {FrameHeader.LongestPayload} bytes, not {payload.Length}.", nameof(payload));
        }

        int size = FrameHeader.Size + payload.Length;
        Reserve(size);
        Span<byte> frame = _buffer.AsSpan(_buffered, size);
        payload.CopyTo(frame[FrameHeader.Size..]);
        long sequence = _nextSequence++;
        new FrameHeader(kind, payload.Length, sequence, _groupFirst, _end + _buffered).Seal(frame, _logId);
        _buffered += size;
        return sequence;
    }

    /// <summary>Writes everything buffered and, unless relaxed, makes it durable. Without buffered frames it does nothing.</summary>
    /// <exception cref="StorageFullException">No room: the frames are dropped, their sequence numbers are free again, the log is as it was, the writer stays usable.</exception>
    /// <exception cref="StorageSyncException">Fatal: whether the frames are durable is unknown, the writer is unusable.</exception>
    /// <exception cref="IOException">Any other error of the disk: fatal too.</exception>
    public void Commit()
    {
        ThrowIfFailed();
        if (_buffered == 0)
        {
            return;
        }

        try
        {
            _file.Append(_buffer.AsSpan(0, _buffered));
        }
        catch (StorageFullException)
        {
            CutBack();
            throw;
        }
        catch (Exception cause)
        {
            _failure = cause;
            throw;
        }

        if (_durability == LogDurability.Synced)
        {
            SyncFile();
        }

        Bytes += _buffered;
        EngineInstruments.Wrote(_buffered);
        _end += _buffered;
        LastCommittedSequence = _nextSequence - 1;
        CloseGroupIfSynced(_durability == LogDurability.Synced);
        Empty();
    }

    /// <summary>Makes all committed frames durable and ends the commit group; needed only with <see cref="LogDurability.Relaxed"/>, before a snapshot for instance.</summary>
    /// <exception cref="InvalidOperationException">Frames are buffered, or the writer has failed before.</exception>
    /// <exception cref="StorageSyncException">Fatal; see <see cref="Commit"/>.</exception>
    public void Sync()
    {
        ThrowIfFailed();
        if (_buffered > 0)
        {
            throw new InvalidOperationException("Frames are waiting for a commit.");
        }

        if (_groupFirst < _nextSequence)
        {
            SyncFile();
            CloseGroupIfSynced(synced: true);
        }
    }

    /// <summary>Closes the file; what is buffered and not committed is dropped.</summary>
    public void Dispose() => _file.Dispose();

    private void CutBack()
    {
        try
        {
            _file.Truncate(_end);

            // Without this a power cut could bring back frames of the refused commit whole, although their clients have been told that nothing was kept.
            SyncFile();
        }
        catch (Exception cause)
        {
            _failure = cause;
            throw;
        }

        _nextSequence = LastCommittedSequence + 1;
        CloseGroupIfSynced(synced: true);
        Empty();
    }

    private void SyncFile()
    {
        long start = EngineInstruments.Start();
        try
        {
            _file.Sync();
        }
        catch (Exception cause)
        {
            _failure = cause;
            throw;
        }

        EngineInstruments.Synced(start);
        Syncs++;
    }

    private void CloseGroupIfSynced(bool synced) => _groupFirst = synced ? _nextSequence : _groupFirst;

    private void Empty()
    {
        _buffered = 0;
        if (_buffer.Length > LargestKeptBuffer)
        {
            _buffer = new byte[SmallestBuffer];
        }
    }

    private void Reserve(int size)
    {
        long needed = (long)_buffered + size;
        if (needed > Array.MaxLength)
        {
            throw new ArgumentException("One commit takes less than 2 GB.");
        }

        if (needed > _buffer.Length)
        {
            Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)));
        }
    }

    private void ThrowIfFailed()
    {
        if (_failure is not null)
        {
            ThrowFailed();
        }
    }

    [DoesNotReturn]
    private void ThrowFailed() => throw new InvalidOperationException("The log cannot be written since an earlier error.", _failure);
}
