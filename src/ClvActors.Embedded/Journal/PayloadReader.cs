using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Journal;

/// <summary>Reads what a <see cref="PayloadWriter"/> wrote; everything that does not fit is a <see cref="PayloadFormatException"/>.</summary>
internal ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload;

    /// <summary>Whether everything was read.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>How many bytes are left.</summary>
    public readonly int Left => _rest.Length;

    /// <summary>Reads the version byte that every payload starts with.</summary>
    public byte ReadVersion(string what, byte supported)
    {
        byte version = ReadByte();
        return version <= supported ? version : throw new NewerFormatException(what, version, supported);
    }

    /// <summary>Reads one byte.</summary>
    public byte ReadByte()
    {
        if (_rest.IsEmpty)
        {
            ThrowTooShort();
        }

        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>Reads an unsigned number.</summary>
    public ulong ReadVarint()
    {
        ReadOnlySpan<byte> bytes = _rest;
        ulong value = 0;
        int shift = 0;
        for (int index = 0; index < bytes.Length && shift < 64; index++, shift += 7)
        {
            byte current = bytes[index];
            value |= (ulong)(current & 0x7F) << shift;
            if (current < 0x80)
            {
                _rest = bytes[(index + 1)..];
                return value;
            }
        }

        ThrowTooShort();
        return 0;
    }

    /// <summary>Reads a signed number.</summary>
    public long ReadZigzag()
    {
        ulong folded = ReadVarint();
        return (long)(folded >> 1) ^ -(long)(folded & 1);
    }

    /// <summary>Reads an unsigned number of at most 31 bits.</summary>
    public int ReadInt()
    {
        ulong value = ReadVarint();
        if (value > int.MaxValue)
        {
            ThrowOutOfRange();
        }

        return (int)value;
    }

    /// <summary>Reads a signed number of at most 32 bits.</summary>
    public int ReadSignedInt()
    {
        long value = ReadZigzag();
        if (value is < int.MinValue or > int.MaxValue)
        {
            ThrowOutOfRange();
        }

        return (int)value;
    }

    /// <summary>Reads the 64 bits of a double.</summary>
    public double ReadDouble() => BinaryPrimitives.ReadDoubleLittleEndian(Take(sizeof(double)));

    /// <summary>Reads 32 bits.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(sizeof(uint)));

    /// <summary>Reads 64 bits.</summary>
    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    /// <summary>Reads a text.</summary>
    public string ReadText()
    {
        ulong prefix = ReadVarint();
        ulong bytes = prefix >> 1;
        if (bytes > (ulong)_rest.Length)
        {
            ThrowTooShort();
        }

        ReadOnlySpan<byte> text = Take((int)bytes);
        return (prefix & 1) == 0 ? Encoding.UTF8.GetString(text) : Utf16(text);
    }

    /// <summary>Reads a customer.</summary>
    public CustomerId ReadCustomer()
    {
        ulong number = ReadVarint();
        if ((number & 1) == 0)
        {
            return CustomerOf((long)(number >> 1));
        }

        return CustomerOf(ReadText());
    }

    /// <summary>Refuses bytes behind the end of a payload.</summary>
    public readonly void ExpectEnd()
    {
        if (!_rest.IsEmpty)
        {
            throw new PayloadFormatException($"{_rest.Length} bytes follow its end");
        }
    }

    /// <summary>The customer of a canonical text.</summary>
    /// <remarks>Parsing drops one trailing <c>.0</c> and a canonical text may end in another (from <c>A.0.0</c>), so the one to be dropped is put there.</remarks>
    public static CustomerId CustomerOf(string canonical) =>
        CustomerId.TryParse(canonical + ".0", out CustomerId id) ? id : throw new PayloadFormatException("a customer id is empty");

    /// <summary>The customer of an integer.</summary>
    public static CustomerId CustomerOf(long number)
    {
        try
        {
            return CustomerId.FromNumber(number);
        }
        catch (ArgumentOutOfRangeException cause)
        {
            throw new PayloadFormatException("a customer id has more than 15 digits", cause);
        }
    }

    private static string Utf16(ReadOnlySpan<byte> bytes)
    {
        char[] units = new char[bytes.Length / sizeof(char)];
        for (int index = 0; index < units.Length; index++)
        {
            units[index] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(index * sizeof(char))..]);
        }

        return new string(units);
    }

    private ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > _rest.Length)
        {
            ThrowTooShort();
        }

        ReadOnlySpan<byte> taken = _rest[..bytes];
        _rest = _rest[bytes..];
        return taken;
    }

    [DoesNotReturn]
    private static void ThrowTooShort() => throw new PayloadFormatException("it ends too early");

    [DoesNotReturn]
    private static void ThrowOutOfRange() => throw new PayloadFormatException("a number is out of range");
}
