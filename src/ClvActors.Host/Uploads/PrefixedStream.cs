namespace ClvActors.Host.Uploads;

/// <summary>Bytes that were read ahead, then the rest of their stream.</summary>
/// <param name="start">What was read ahead.</param>
/// <param name="rest">Where it was read from; disposed with this stream.</param>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> start, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> _start = start;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the first bytes of a stream.</summary>
    /// <param name="stream">What is read.</param>
    /// <param name="most">Most bytes; fewer are read only at its end.</param>
    /// <param name="read">The bytes.</param>
    /// <returns>The whole stream again.</returns>
    public static PrefixedStream Peek(Stream stream, int most, out ReadOnlyMemory<byte> read)
    {
        byte[] room = new byte[most];
        read = room.AsMemory(0, stream.ReadAtLeast(room, most, throwOnEndOfStream: false));
        return new PrefixedStream(read, stream);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_start.IsEmpty)
        {
            return rest.Read(buffer);
        }

        int length = Math.Min(buffer.Length, _start.Length);
        _start.Span[..length].CopyTo(buffer);
        _start = _start[length..];
        return length;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }
}
