using ClvActors.Domain.Cleaning;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Rejects;
using ClvActors.Host.Tests.Serving;

namespace ClvActors.Host.Tests.Rejects;

public sealed class RejectSamplesTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Look_MixedBatch_KeepsExamplesByReason()
    {
        RejectSamples samples = new(_time);
        TransactionLine[] lines = [Line("1", 5), Line("C2", -1), Line("3", 0)];

        samples.Look(CountsOf(lines, malformed: 1), lines, [new(3, "has 2 fields, expected 8", "x,y")], "http");

        RejectSample malformed = Assert.Single(samples.Of(RejectReason.Malformed));
        Assert.Equal((3, "x,y", "has 2 fields, expected 8"), (malformed.Line, malformed.Text, malformed.Message));
        Assert.StartsWith("C2,85123A,HEART,-1,2011-01-02 10:00:00,2", Assert.Single(samples.Of(RejectReason.Cancellation)).Text, StringComparison.Ordinal);
        Assert.StartsWith("3,", Assert.Single(samples.Of(RejectReason.Quantity)).Text, StringComparison.Ordinal);
        Assert.Empty(samples.Of(RejectReason.Price));
    }

    [Fact]
    public void Look_AgainWithinASecond_LooksOnlyForReasonsThatAreNew()
    {
        RejectSamples samples = new(_time);
        TransactionLine[] cancelled = [Line("C1", -1)];
        TransactionLine[] both = [Line("C2", -1), Line("3", 0)];

        samples.Look(CountsOf(cancelled), cancelled, [], "http");
        samples.Look(CountsOf(both), both, [], "http");
        Assert.Single(samples.Of(RejectReason.Cancellation));
        Assert.Single(samples.Of(RejectReason.Quantity));

        _time.Advance(RejectSamples.Interval);
        samples.Look(CountsOf(both), both, [], "http");
        Assert.Equal(2, samples.Of(RejectReason.Cancellation).Count);
    }

    [Fact]
    public void Look_ManyBatches_KeepsTheNewestOnly()
    {
        RejectSamples samples = new(_time);
        for (int batch = 0; batch < 50; batch++)
        {
            TransactionLine[] lines = [.. Enumerable.Range(0, 9).Select(at => Line($"C{batch}", -1))];
            samples.Look(CountsOf(lines), lines, [], "http");
            _time.Advance(RejectSamples.Interval);
        }

        IReadOnlyList<RejectSample> kept = samples.Of(RejectReason.Cancellation);
        Assert.Equal(RejectSamples.PerReason, kept.Count);
        Assert.StartsWith("C49,", kept[0].Text, StringComparison.Ordinal);
        Assert.StartsWith("C46,", kept[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void TextOf_LongLine_IsCut()
    {
        string text = RejectSamples.TextOf(Line("1", 1) with { Description = new string('x', 900) });

        Assert.Equal(RejectSamples.LongestText, text.Length);
        Assert.EndsWith("…", text, StringComparison.Ordinal);
    }

    private static TransactionLine Line(string invoice, int quantity) =>
        new(invoice, "85123A", "HEART", quantity, new DateTime(2011, 1, 2, 10, 0, 0), new Money(20_000), CustomerId.FromNumber(17), "France");

    private static IngestCounts CountsOf(TransactionLine[] lines, int malformed = 0)
    {
        IngestCounts counts = new();
        counts.Reject(RejectReason.Malformed, malformed);
        foreach (RejectReason reason in lines.Select(LineCleaner.Judge).OfType<RejectReason>())
        {
            counts.Reject(reason);
        }

        return counts;
    }
}
