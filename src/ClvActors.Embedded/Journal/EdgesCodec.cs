using ClvActors.Domain.Population;

namespace ClvActors.Embedded.Journal;

/// <summary>Payload of <see cref="FrameKind.Edges"/>: version 1, the edges' version, then the 12 (value, customer) pairs of recency, frequency and spend.</summary>
public static class EdgesCodec
{
    private const byte Version = 1;

    /// <summary>Encodes rank edges.</summary>
    public static byte[] Encode(RankEdges edges)
    {
        using PayloadWriter writer = new(256);
        writer.WriteByte(Version);
        Write(writer, edges);
        return writer.ToArray();
    }

    /// <summary>Decodes rank edges.</summary>
    /// <exception cref="PayloadFormatException">It is no such payload.</exception>
    public static RankEdges Decode(ReadOnlySpan<byte> payload)
    {
        PayloadReader reader = new(payload);
        reader.ReadVersion("An edges frame", Version);
        RankEdges edges = Read(ref reader);
        reader.ExpectEnd();
        return edges;
    }

    /// <summary>Writes edges into a larger payload.</summary>
    internal static void Write(PayloadWriter writer, RankEdges edges)
    {
        writer.WriteVarint((ulong)edges.Version);
        foreach (QuintileEdges order in (ReadOnlySpan<QuintileEdges>)[edges.Recency, edges.Frequency, edges.Monetary])
        {
            foreach (RankKey key in (ReadOnlySpan<RankKey>)[order.First, order.Second, order.Third, order.Fourth])
            {
                writer.WriteZigzag(key.Value);
                writer.WriteCustomer(key.Id);
            }
        }
    }

    /// <summary>Reads edges out of a larger payload.</summary>
    internal static RankEdges Read(ref PayloadReader reader)
    {
        long version = (long)reader.ReadVarint();
        QuintileEdges recency = ReadOrder(ref reader);
        QuintileEdges frequency = ReadOrder(ref reader);
        return new RankEdges(version, recency, frequency, ReadOrder(ref reader));
    }

    private static QuintileEdges ReadOrder(ref PayloadReader reader)
    {
        RankKey first = ReadKey(ref reader);
        RankKey second = ReadKey(ref reader);
        RankKey third = ReadKey(ref reader);
        return new QuintileEdges(first, second, third, ReadKey(ref reader));
    }

    private static RankKey ReadKey(ref PayloadReader reader)
    {
        long value = reader.ReadZigzag();
        return new RankKey(value, reader.ReadCustomer());
    }
}
