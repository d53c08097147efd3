namespace ClvActors.Files;

/// <summary>The bytes of a file, with failures to read them told as one line that names the file.</summary>
/// <remarks>Wraps either the file itself or its decompression. Needed because the readers above it are also used over network streams,
/// whose exceptions belong to others.</remarks>
internal sealed class FileSource(Stream inner, string path, long mostBytes = long.MaxValue) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <summary>What is said to a file over a limit.</summary>
    public static TransactionFileException TooLarge(string path, long mostBytes) => new($"{path}: is over the limit of {mostBytes >> 20} MiB after decompression; split it");

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        try
        {
            int read = inner.Read(buffer);
            _read += read;
            return _read > mostBytes ? throw TooLarge(path, mostBytes) : read;
        }
        catch (InvalidDataException broken)
        {
            throw new TransactionFileException($"{path}: the gzip data is damaged or cut short", broken);
        }
        catch (IOException failed)
        {
            throw new TransactionFileException($"{path}: cannot be read: {failed.Message}", failed);
        }
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush()
    {
    }

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
}
