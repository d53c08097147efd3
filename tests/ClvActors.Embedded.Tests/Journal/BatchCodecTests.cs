using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Journal;
using ClvActors.Embedded.Storage;

namespace ClvActors.Embedded.Tests.Journal;

public sealed class BatchCodecTests
{
    [Fact]
    public void Decode_ExtremeLines_EqualsWhatWasEncoded()
    {
        TransactionLine[] lines = [.. SampleLines.Extreme()];
        using EncodedBatch encoded = BatchCodec.Encode(lines, long.MaxValue, 7);
        DecodedBatch decoded = BatchCodec.Decode(encoded.Payload);
        Assert.Equal(lines, decoded.Lines);
        Assert.All(decoded.Lines, line => Assert.Equal(DateTimeKind.Unspecified, line.Time.Kind));
        Assert.Equal(long.MaxValue, decoded.MalformedLines);
        Assert.Equal(7, decoded.LinesWithoutCustomer);
        Assert.Equal(lines.Length, encoded.Lines);
    }

    [Fact]
    public void Decode_ShopLines_EqualsWhatWasEncodedInFewBytes()
    {
        for (int seed = 0; seed < 5; seed++)
        {
            TransactionLine[] lines = SampleLines.Shop(seed, 5_000);
            using EncodedBatch encoded = BatchCodec.Encode(lines, 0, 0);
            Assert.Equal(lines, BatchCodec.Decode(encoded.Payload).Lines);
            Assert.True(encoded.Payload.Length < 40 * lines.Length, $"seed {seed}: {encoded.Payload.Length} bytes");
        }
    }

    [Fact]
    public void Encode_NoLines_KeepsTheCounts()
    {
        using EncodedBatch encoded = BatchCodec.Encode([], 3, 4);
        DecodedBatch decoded = BatchCodec.Decode(encoded.Payload);
        Assert.Empty(decoded.Lines);
        Assert.Equal((3, 4), (decoded.MalformedLines, decoded.LinesWithoutCustomer));
    }

    [Fact]
    public void Encode_SecondBatchOfThread_DoesNotRememberTheFirst()
    {
        using EncodedBatch first = BatchCodec.Encode(SampleLines.Plain, 1, 2);
        using EncodedBatch second = BatchCodec.Encode(SampleLines.Plain, 1, 2);
        Assert.Equal(first.Payload.ToArray(), second.Payload.ToArray());
    }

    [Fact]
    public void Encode_LineWithoutCustomer_Throws()
    {
        Assert.Throws<ArgumentException>(() => BatchCodec.Encode([SampleLines.Plain[0] with { Customer = null }], 0, 0));
    }

    [Fact]
    public void Encode_PlainLines_WritesTheApprovedBytes()
    {
        using EncodedBatch encoded = BatchCodec.Encode(SampleLines.Plain, 1, 300);
        Approved.Equal("batch-1", encoded.Payload);
    }

    [Fact]
    public void Decode_ApprovedBytes_GivesTheLines() =>
        Assert.Equal(SampleLines.Plain, BatchCodec.Decode(Approved.Bytes("batch-1")).Lines);

    [Fact]
    public void Decode_NewerVersion_NamesBoth()
    {
        byte[] payload = Approved.Bytes("batch-1");
        payload[0] = 2;
        NewerFormatException error = Assert.Throws<NewerFormatException>(() => BatchCodec.Decode(payload));
        Assert.Equal((2, 1), (error.Found, error.Supported));
    }

    [Fact]
    public void Decode_CutOff_Throws()
    {
        byte[] payload = Approved.Bytes("batch-1");
        for (int length = 0; length < payload.Length; length++)
        {
            Assert.Throws<PayloadFormatException>(() => BatchCodec.Decode(payload.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Decode_RandomChanges_ThrowsNothingUnexpected()
    {
        byte[] approved = Approved.Bytes("batch-1");
        for (int seed = 0; seed < 2_000; seed++)
        {
            Random random = new(seed);
            byte[] payload = [.. approved];
            payload[random.Next(1, payload.Length)] = (byte)random.Next(256);
            Exception? error = Record.Exception(() => BatchCodec.Decode(payload));
            Assert.True(error is null or PayloadFormatException, $"seed {seed}: {error}");
        }
    }
}
