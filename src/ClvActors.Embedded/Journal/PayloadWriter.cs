using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Journal;

/// <summary>Writes payloads: little-endian base-128 numbers, signed ones folded by zigzag, texts, customers.</summary>
/// <remarks>The buffer comes from the array pool. One thread at a time.</remarks>
internal sealed class PayloadWriter : IDisposable
{
    private const int LongestVarint = 10;

    private byte[] _buffer;

    /// <summary>Starts empty.</summary>
    public PayloadWriter(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(capacity);

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written; valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Forgets what was written and keeps the buffer.</summary>
    public void Clear() => Length = 0;

    /// <summary>Writes one byte.</summary>
    public void WriteByte(byte value)
    {
        Reserve(1);
        _buffer[Length++] = value;
    }

    /// <summary>Writes an unsigned number in 1 to 10 bytes, seven bits each, lowest first.</summary>
    public void WriteVarint(ulong value)
    {
        Reserve(LongestVarint);
        byte[] buffer = _buffer;
        int at = Length;
        while (value >= 0x80)
        {
            buffer[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        buffer[at++] = (byte)value;
        Length = at;
    }

    /// <summary>Writes a signed number so that small magnitudes are short: 0, -1, 1, -2 become 0, 1, 2, 3.</summary>
    public void WriteZigzag(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>Writes the 64 bits of a double.</summary>
    public void WriteDouble(double value)
    {
        Reserve(sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(_buffer.AsSpan(Length), value);
        Length += sizeof(double);
    }

    /// <summary>Writes 32 bits.</summary>
    public void WriteUInt32(uint value)
    {
        Reserve(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(Length), value);
        Length += sizeof(uint);
    }

    /// <summary>Writes 64 bits.</summary>
    public void WriteUInt64(ulong value)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(Length), value);
        Length += sizeof(ulong);
    }

    /// <summary>Writes a text: its length in bytes x 2, plus 1 if UTF-16 follows, then UTF-8.</summary>
    /// <remarks>A text with half a surrogate pair is no Unicode text and stands as UTF-16: what is replayed must equal what was applied.</remarks>
    public void WriteText(string text)
    {
        const int LongestUnit = 3;
        Reserve(LongestVarint + (text.Length * LongestUnit));

        // Most texts are shorter than 64 bytes, so that one length byte is enough; otherwise the bytes move up.
        Span<byte> target = _buffer.AsSpan(Length + 1);
        OperationStatus status = Utf8.FromUtf16(text, target, out _, out int bytes, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            WriteVarint(((ulong)text.Length << 2) | 1);
            WriteUtf16(text);
            return;
        }

        if (bytes < 64)
        {
            _buffer[Length] = (byte)(bytes << 1);
            Length += 1 + bytes;
            return;
        }

        ulong prefix = (ulong)bytes << 1;
        int prefixLength = (BitOperations.Log2(prefix) / 7) + 1;
        target[..bytes].CopyTo(target[(prefixLength - 1)..]);
        WriteVarint(prefix);
        Length += bytes;
    }

    /// <summary>Writes a customer: an integer x 2, or 1 and a text.</summary>
    public void WriteCustomer(CustomerId id)
    {
        if (id.IsInteger)
        {
            WriteVarint((ulong)id.Number << 1);
        }
        else
        {
            WriteVarint(1);
            WriteText(id.ToString());
        }
    }

    /// <summary>A copy of what was written.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        Length = 0;
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void WriteUtf16(string text)
    {
        Reserve(text.Length * sizeof(char));
        foreach (char unit in text)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_buffer.AsSpan(Length), unit);
            Length += sizeof(char);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int bytes)
    {
        if (_buffer.Length - Length < bytes)
        {
            Grow(bytes);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int bytes)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(checked((int)Math.Min(Array.MaxLength, Math.Max((long)Length + bytes, 2L * _buffer.Length))));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
