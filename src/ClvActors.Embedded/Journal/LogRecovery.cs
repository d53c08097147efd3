using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Journal;

/// <summary>Opens a log after whatever ended its last writer: reads its frames, cuts a torn tail, and hands out the writer that continues it.</summary>
/// <remarks>
/// Use: <see cref="Open"/>, read <see cref="Frames"/> to the end, <see cref="StartWriting"/>; only then may the state be served. One thread at a time.
/// </remarks>
public sealed class LogRecovery : IDisposable
{
    private const int RewriteBytes = 1 << 20;

    private readonly IStorageFile _file;
    private readonly string _name;
    private readonly ulong _logId;
    private readonly LogReader _reader;
    private readonly long _afterSequence;
    private bool _isAtEnd;
    private bool _isHandedOver;

    private LogRecovery(IStorageFile file, string name, ulong logId, long afterSequence)
    {
        _file = file;
        _name = name;
        _logId = logId;
        _afterSequence = afterSequence;
        _reader = new LogReader(file, name, logId);
    }

    /// <summary>The torn tail that was cut; null when there was none. Known after the last frame.</summary>
    public TornTail? TornTail { get; private set; }

    /// <summary>Sequence number of the last frame read, or that of the snapshot when it is newer.</summary>
    public long LastSequence => Math.Max(_reader.LastSequence, _afterSequence);

    /// <summary>Bytes of the log.</summary>
    public long Length => _file.Length;

    /// <summary>Opens the log.</summary>
    /// <param name="storage">The data directory's files.</param>
    /// <param name="afterSequence">Sequence number of the snapshot, whose frames are not read again; 0 without one.</param>
    /// <param name="coveredOffset">Where the snapshot says that the log ended; 0 without one. The log must reach it. All frames are checked from the first, because the log is kept for replays long after a snapshot has covered it.</param>
    /// <param name="logId">The log's id, from the directory's manifest.</param>
    /// <exception cref="LogDamagedException">The log is missing, not this directory's, or shorter than the snapshot knows it.</exception>
    /// <exception cref="NewerFormatException">A newer program wrote it.</exception>
    public static LogRecovery Open(IStorage storage, long afterSequence, long coveredOffset, ulong logId)
    {
        string name = LogFile.NameIn(storage);
        IStorageFile file = LogFile.Open(storage, logId);
        if (file.Length < coveredOffset)
        {
            long length = file.Length;
            file.Dispose();
            throw new LogDamagedException(name, length, $"it ends there, and a snapshot was taken at offset {coveredOffset}");
        }

        return new LogRecovery(file, name, logId, afterSequence);
    }

    /// <summary>The frames after the snapshot in order, read as they are asked for; enumerate once.</summary>
    /// <exception cref="LogDamagedException">A bad frame is followed by a valid one of a later commit group; nothing was changed.</exception>
    /// <exception cref="StorageSyncException">The cut of a torn tail may not be durable.</exception>
    /// <exception cref="NewerFormatException">A newer program wrote a frame.</exception>
    public IEnumerable<LogFrame> Frames()
    {
        while (_reader.TryRead(out LogFrame frame))
        {
            if (frame.Sequence > _afterSequence)
            {
                yield return frame;
            }
        }

        if (_reader.HasBytesLeft)
        {
            CutTornTail();
        }

        _isAtEnd = true;
    }

    /// <summary>Reads what is left unread, makes the last commit group durable and hands out the writer, which owns the file from here on.</summary>
    /// <exception cref="LogDamagedException">See <see cref="Frames"/>.</exception>
    /// <exception cref="StorageSyncException">The last group may not be durable.</exception>
    public LogWriter StartWriting(LogDurability durability)
    {
        ObjectDisposedException.ThrowIf(_isHandedOver, this);
        if (!_isAtEnd)
        {
            foreach (LogFrame _ in Frames())
            {
            }
        }

        SettleLastGroup();
        LogWriter writer = new(_file, _logId, LastSequence, durability);
        _isHandedOver = true;
        return writer;
    }

    /// <summary>Closes the file unless a writer has it.</summary>
    public void Dispose()
    {
        if (!_isHandedOver)
        {
            _isHandedOver = true;
            _file.Dispose();
        }
    }

    private void CutTornTail()
    {
        if (_reader.FindLaterGroup() is { } later)
        {
            throw new LogDamagedException(
                _name, _reader.Offset, $"the frame there is bad, and the log goes on with a valid one at offset {later}");
        }

        TornTail = new TornTail(_reader.Offset, _file.Length - _reader.Offset);
        _file.Truncate(_reader.Offset);
        _file.Sync();
    }

    // The frames of the last group may stand in the page cache alone: its writer may have been killed before its sync returned, or the sync may have failed,
    // after which Linux takes the lost pages for clean and another sync would do nothing. Writing the same bytes again makes the pages dirty, so that
    // the sync below really writes them. Groups before the last were synced before it was begun.
    private void SettleLastGroup()
    {
        byte[] bytes = new byte[Math.Min(RewriteBytes, _reader.Offset - _reader.GroupOffset)];
        for (long offset = _reader.GroupOffset; offset < _reader.Offset; offset += RewriteBytes)
        {
            int length = _file.Read(offset, bytes.AsSpan(0, (int)Math.Min(RewriteBytes, _reader.Offset - offset)));
            _file.WriteAt(offset, bytes.AsSpan(0, length));
        }

        _file.Sync();
    }
}
