namespace ClvActors.Host.Uploads;

/// <summary>Reads another stream and checks what comes out of it: a size that has a limit, an end that came too early.</summary>
/// <param name="inner">What is read; disposed with this stream.</param>
/// <param name="check">Told the bytes so far and whether the stream has ended; what it throws goes to who reads.</param>
internal sealed class CheckedStream(Stream inner, Action<long, bool> check) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer), buffer.IsEmpty);

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
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Count(int read, bool isNothingAsked)
    {
        _read += read;
        check(_read, read == 0 && !isNothingAsked);
        return read;
    }
}
