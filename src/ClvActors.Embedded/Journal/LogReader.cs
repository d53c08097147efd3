using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Journal;

/// <summary>Reads the frames of a log one after the other, checking each, in constant memory.</summary>
/// <remarks>It changes nothing; what a bad frame means is decided by <see cref="LogRecovery"/>. One thread at a time.</remarks>
public sealed class LogReader
{
    private readonly IStorageFile _file;
    private readonly FileWindow _window;
    private readonly string _name;
    private readonly ulong _logId;
    private readonly long _length;

    /// <summary>Starts reading.</summary>
    /// <param name="file">The log.</param>
    /// <param name="name">The log as messages name it.</param>
    /// <param name="logId">Its id.</param>
    public LogReader(IStorageFile file, string name, ulong logId)
    {
        _file = file;
        _window = new FileWindow(file);
        _name = name;
        _logId = logId;
        _length = file.Length;
        Offset = LogFile.HeaderSize;
        GroupOffset = LogFile.HeaderSize;
    }

    /// <summary>Where the next frame is expected; after the last one the end of what can be trusted.</summary>
    public long Offset { get; private set; }

    /// <summary>Sequence number of the last good frame.</summary>
    public long LastSequence { get; private set; }

    /// <summary>First sequence number of the last good frame's commit group; 0 before a frame was read.</summary>
    public long GroupFirst { get; private set; }

    /// <summary>Where the part of that group starts that was read.</summary>
    public long GroupOffset { get; private set; }

    /// <summary>Whether something lies behind the last good frame.</summary>
    public bool HasBytesLeft => Offset < _length;

    /// <summary>Reads the next frame.</summary>
    /// <returns>False at the end of the file or at a bad frame; <see cref="HasBytesLeft"/> tells which.</returns>
    /// <exception cref="LogDamagedException">A frame with a right checksum has a wrong sequence number.</exception>
    /// <exception cref="NewerFormatException">A newer program wrote the frame.</exception>
    public bool TryRead(out LogFrame frame)
    {
        if (!TryReadAt(_window, Offset, out FrameHeader header, out ReadOnlyMemory<byte> bytes))
        {
            frame = default;
            return false;
        }

        FrameHeader.RefuseNewer(bytes.Span, _name);
        bool isNewGroup = header.GroupFirst != GroupFirst;
        if (header.Sequence <= LastSequence || header.GroupFirst > header.Sequence || (isNewGroup && GroupFirst > 0 && header.GroupFirst <= LastSequence))
        {
            throw new LogDamagedException(
                _name, Offset, $"sequence number {header.Sequence} of group {header.GroupFirst} follows {LastSequence}");
        }

        frame = new LogFrame(header.Kind, header.Sequence, header.GroupFirst, header.Offset, header.EndOffset, bytes[FrameHeader.Size..]);
        GroupOffset = isNewGroup ? Offset : GroupOffset;
        GroupFirst = header.GroupFirst;
        LastSequence = header.Sequence;
        Offset = header.EndOffset;
        return true;
    }

    /// <summary>Searches behind the last good frame for a valid frame of a later commit group.</summary>
    /// <returns>Its offset, or null.</returns>
    /// <remarks>
    /// Every byte is tried, because the bad frame's length cannot be trusted. A group starts being written only after the one before it is durable: so a frame of a
    /// later group proves that the bad frame was durable once, and a bad frame without one is what a crash leaves of an unfinished commit.
    /// </remarks>
    public long? FindLaterGroup()
    {
        const int Step = 1 << 16;
        FileWindow frames = new(_file);
        for (long start = Offset + 1; start <= _length - FrameHeader.Size; start += Step)
        {
            ReadOnlySpan<byte> bytes = _window.Read(start, Step + sizeof(uint) - 1).Span;
            int from = 0;
            while (bytes[from..].IndexOf(FrameHeader.MagicBytes) is var found and >= 0)
            {
                from += found;
                if (TryReadAt(frames, start + from, out FrameHeader header, out _) && header.GroupFirst > LastSequence + 1)
                {
                    return start + from;
                }

                from++;
            }
        }

        return null;
    }

    private bool TryReadAt(FileWindow window, long offset, out FrameHeader header, out ReadOnlyMemory<byte> frame)
    {
        frame = window.Read(offset, FrameHeader.Size);
        if (!FrameHeader.TryRead(frame.Span, offset, _length, out header))
        {
            return false;
        }

        frame = window.Read(offset, FrameHeader.Size + header.PayloadLength);
        return FrameHeader.HasRightChecksum(frame.Span, _logId);
    }
}
