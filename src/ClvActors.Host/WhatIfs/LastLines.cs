namespace ClvActors.Host.WhatIfs;

/// <summary>Reads a text file's lines from its end, so that a long file costs no more than the lines that are wanted.</summary>
/// <remarks>Lines end in a line feed. Not thread-safe.</remarks>
internal static class LastLines
{
    /// <summary>Longest line in bytes; a longer one is none of ours.</summary>
    public const int Longest = 1 << 16;

    private const int BlockSize = 1 << 14;
    private const byte LineFeed = (byte)'\n';

    /// <summary>Where the last whole line ends: what stands behind it was torn.</summary>
    /// <returns>0 when there is no whole line.</returns>
    public static long EndOf(FileStream file) => AfterLineFeed(file, file.Length, new byte[BlockSize]);

    /// <summary>The whole lines, the last one first, without their line feeds.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Null in place of a line over <see cref="Longest"/>.</returns>
    public static IEnumerable<byte[]?> Read(FileStream file)
    {
        byte[] block = new byte[BlockSize];
        for (long end = AfterLineFeed(file, file.Length, block); end > 0;)
        {
            long start = AfterLineFeed(file, end - 1, block);
            long length = end - 1 - start;
            byte[]? line = null;
            if (length <= Longest)
            {
                line = new byte[length];
                ReadExactly(file, start, line);
            }

            yield return line;
            end = start;
        }
    }

    // The position after the last line feed before a position; 0 without one.
    private static long AfterLineFeed(FileStream file, long before, byte[] block)
    {
        while (before > 0)
        {
            long from = Math.Max(0, before - block.Length);
            Span<byte> part = block.AsSpan(0, (int)(before - from));
            ReadExactly(file, from, part);
            int at = part.LastIndexOf(LineFeed);
            if (at >= 0)
            {
                return from + at + 1;
            }

            before = from;
        }

        return 0;
    }

    private static void ReadExactly(FileStream file, long position, Span<byte> into)
    {
        while (into.Length > 0)
        {
            int read = RandomAccess.Read(file.SafeFileHandle, into, position);
            if (read == 0)
            {
                throw new EndOfStreamException($"{file.Name} was cut while it was read.");
            }

            into = into[read..];
            position += read;
        }
    }
}
