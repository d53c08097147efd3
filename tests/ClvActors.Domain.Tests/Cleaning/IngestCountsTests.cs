using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Customers;

namespace ClvActors.Domain.Tests.Cleaning;

public class IngestCountsTests
{
    [Fact]
    public void Lines_RandomOutcomes_AcceptedLateDuplicatesAndRejectedAddUp()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            Random random = new(seed);
            IngestCounts counts = new();
            int sent = random.Next(500);
            for (int line = 0; line < sent; line++)
            {
                if (random.Next(2) == 0)
                {
                    counts.Count((LineOutcome)random.Next(Enum.GetValues<LineOutcome>().Length));
                }
                else
                {
                    counts.Reject((RejectReason)random.Next(RejectReasonNames.Count));
                }
            }

            Assert.Equal(sent, counts.Lines);
            Assert.Equal(sent, counts.Accepted + counts.Late + counts.Duplicates + counts.RejectedTotal);
            Assert.True(counts.Conflicting <= counts.Duplicates && counts.InvoicesAccepted <= counts.Accepted, $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(LineOutcome.Accepted, new long[] { 1, 0, 0, 0, 0 })]
    [InlineData(LineOutcome.AcceptedNewInvoice, new long[] { 1, 0, 0, 0, 1 })]
    [InlineData(LineOutcome.Late, new long[] { 0, 1, 0, 0, 0 })]
    [InlineData(LineOutcome.Duplicate, new long[] { 0, 0, 1, 0, 0 })]
    [InlineData(LineOutcome.ConflictingDuplicate, new long[] { 0, 0, 1, 1, 0 })]
    public void Count_Outcome_RaisesItsNumbers(LineOutcome outcome, long[] expected)
    {
        IngestCounts counts = new();
        counts.Count(outcome);
        Assert.Equal(expected, counts.ToArray()[..5]);
        Assert.Equal(1, counts.Lines);
    }

    [Fact]
    public void Count_UnknownOutcome_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new IngestCounts().Count((LineOutcome)99));

    [Fact]
    public void FromArray_ToArray_RoundTripsAndAddsUp()
    {
        long[] numbers = [.. Enumerable.Range(1, 12).Select(number => (long)number)];
        IngestCounts counts = IngestCounts.FromArray(numbers);
        Assert.Equal(numbers, counts.ToArray());
        Assert.Equal([1, 2, 3, 4, 5, 6], new[]
        {
            counts.Accepted, counts.Late, counts.Duplicates, counts.Conflicting, counts.InvoicesAccepted, counts.InvoicesRescored,
        });
        Assert.Equal(7, counts.Rejected(RejectReason.Malformed));
        Assert.Equal(12, counts.Rejected(RejectReason.Quantity));

        IngestCounts copy = counts.Copy();
        counts.Add(copy);
        counts.CountRescored(1);
        counts.Reject(RejectReason.Price, 5);
        Assert.Equal(numbers, copy.ToArray());
        Assert.Equal([2, 4, 6, 8, 10, 13, 14, 16, 18, 20, 27, 24], counts.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    [InlineData(13)]
    public void FromArray_WrongLength_Throws(int length) =>
        Assert.Throws<ArgumentException>(() => IngestCounts.FromArray(new long[length]));
}
