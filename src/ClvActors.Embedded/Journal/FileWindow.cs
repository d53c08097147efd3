using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Journal;

/// <summary>Reads a large file through a buffer of about a megabyte.</summary>
internal sealed class FileWindow(IStorageFile file)
{
    private const int LeastRead = 1 << 20;

    private byte[] _buffer = [];
    private long _start;
    private int _count;

    /// <summary>Bytes at an offset: as many as asked for, fewer only at the end of the file. Overwritten by the next call.</summary>
    public ReadOnlyMemory<byte> Read(long offset, int length)
    {
        if (offset < _start || offset + length > _start + _count)
        {
            Fill(offset, length);
        }

        int from = (int)(offset - _start);
        return _buffer.AsMemory(from, Math.Min(length, _count - from));
    }

    private void Fill(long offset, int length)
    {
        int size = (int)Math.Min(Math.Max(length, LeastRead), Math.Max(0, file.Length - offset));
        if (_buffer.Length < size || _buffer.Length > Math.Max(4 * LeastRead, 2 * (long)size))
        {
            _buffer = new byte[size];
        }

        _start = offset;
        _count = file.Read(offset, _buffer.AsSpan(0, size));
    }
}
