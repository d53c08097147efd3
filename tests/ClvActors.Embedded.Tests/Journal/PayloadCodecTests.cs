using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Journal;

namespace ClvActors.Embedded.Tests.Journal;

public sealed class PayloadCodecTests
{
    private static readonly RankEdges SampleEdges = new(
        3,
        new QuintileEdges(Key(-1, "1"), Key(long.MinValue, "2"), Key(long.MaxValue, "A"), Key(0, "999999999999999")),
        new QuintileEdges(Key(1, "5"), Key(2, "6"), Key(3, "x"), Key(4, "7")),
        new QuintileEdges(Key(10, "5"), Key(20, "6"), Key(30, "x"), Key(40, "7")));

    [Theory]
    [InlineData(0)]
    [InlineData(733_741)]
    [InlineData(int.MaxValue)]
    public void AsOf_AnyDay_RoundTrips(int day) => Assert.Equal(day, AsOfCodec.Decode(AsOfCodec.Encode(day)));

    [Fact]
    public void Settled_Encoded_IsRead() => SettledCodec.Check(SettledCodec.Encode());

    [Fact]
    public void Edges_Any_RoundTrip()
    {
        Assert.Equal(SampleEdges, EdgesCodec.Decode(EdgesCodec.Encode(SampleEdges)));
        Assert.Equal(RankEdges.None with { Version = long.MaxValue }, EdgesCodec.Decode(EdgesCodec.Encode(RankEdges.None with { Version = long.MaxValue })));
    }

    [Fact]
    public void ModelSwap_Any_RoundTrips()
    {
        ModelSwap swap = new("clv-12m", "sha256:0123", "/models/été");
        Assert.Equal(swap, ModelSwapCodec.Decode(ModelSwapCodec.Encode(swap)));
    }

    [Fact]
    public void Encode_Samples_WriteTheApprovedBytes()
    {
        Approved.Equal("as-of-1", AsOfCodec.Encode(733_741));
        Approved.Equal("settled-1", SettledCodec.Encode());
        Approved.Equal("edges-1", EdgesCodec.Encode(SampleEdges));
        Approved.Equal("model-swap-1", ModelSwapCodec.Encode(new ModelSwap("clv-12m", "sha256:0123", "models/clv-12m")));
    }

    [Fact]
    public void Decode_CutOffOrTooLong_Throws()
    {
        byte[][] payloads = [AsOfCodec.Encode(733_741), SettledCodec.Encode(), EdgesCodec.Encode(SampleEdges), ModelSwapCodec.Encode(new ModelSwap("a", "b", "c"))];
        Action<byte[]>[] decoders = [bytes => AsOfCodec.Decode(bytes), bytes => SettledCodec.Check(bytes), bytes => EdgesCodec.Decode(bytes), bytes => ModelSwapCodec.Decode(bytes)];
        for (int kind = 0; kind < payloads.Length; kind++)
        {
            byte[] payload = payloads[kind];
            Action<byte[]> decode = decoders[kind];
            Assert.Throws<PayloadFormatException>(() => decode([.. payload, 0]));
            for (int length = 0; length < payload.Length; length++)
            {
                Assert.Throws<PayloadFormatException>(() => decode(payload[..length]));
            }
        }
    }

    [Fact]
    public void Crc32C_CheckValue_IsThatOfTheRfc()
    {
        Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));
        Assert.Equal(0x8A9136AAu, Crc32C.Of(new byte[32]));
    }

    private static RankKey Key(long value, string id) => new(value, CustomerId.Parse(id));
}
