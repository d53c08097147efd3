using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Journal;

/// <summary>Payload of <see cref="FrameKind.Batch"/>: the lines of one client batch, whole, in about 20 bytes each.</summary>
/// <remarks>
/// Version 1, the counts, then per line: flags; stock code; description; and what differs from the line before: invoice, time, customer, country. Repeated texts are
/// numbers into dictionaries that grow with the frame and end with it, so that every frame can be read alone. <c>docs/log-layout.md</c> has the table. Safe on any thread.
/// </remarks>
public static class BatchCodec
{
    /// <summary>Version that is written, and the newest that is read.</summary>
    internal const byte Version = 1;

    /// <summary>Encodes a batch.</summary>
    /// <param name="lines">Every well-formed line with a customer, in the order sent.</param>
    /// <param name="malformed">How many further lines could not be read.</param>
    /// <param name="noCustomer">How many further well-formed lines had no customer.</param>
    /// <exception cref="ArgumentException">A line has no customer.</exception>
    public static EncodedBatch Encode(IReadOnlyList<TransactionLine> lines, long malformed, long noCustomer) =>
        BatchEncoder.Encode(lines, malformed, noCustomer);

    /// <summary>Decodes a batch.</summary>
    /// <exception cref="PayloadFormatException">It is no such payload.</exception>
    /// <exception cref="Storage.NewerFormatException">A newer program wrote it.</exception>
    public static DecodedBatch Decode(ReadOnlySpan<byte> payload) => new BatchDecoder().Decode(payload);
}
