using ClvActors.CommandLine.Terminals;

namespace ClvActors.CommandLine.Tests.Terminals;

public sealed class TerminalTests : IDisposable
{
    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public void Table_Cells_AreAlignedMarkdown()
    {
        new Terminal(_output, TextWriter.Null, isInteractive: false).Table(["lines", "count"], [["read", "1067370"], ["kept by rules", "5"]]);

        Assert.Equal("| lines         |   count |\n| ------------- | ------: |\n| read          | 1067370 |\n| kept by rules |       5 |\n", _output.ToString());
    }

    [Fact]
    public void WithProgress_NotInteractive_TellsPlainLinesAtIntervals()
    {
        SteppedTime time = new();
        Terminal terminal = new(_output, TextWriter.Null, isInteractive: false, time);

        int result = terminal.WithProgress("Reading", report =>
        {
            report(0.1);
            time.Advance(TimeSpan.FromSeconds(11));
            report(0.339);
            report(0.4);
            return 7;
        });

        Assert.Equal(7, result);
        Assert.Equal("Reading: 33 %\n", _output.ToString());
    }

    [Fact]
    public void WithProgress_Interactive_DrawsABarAndGivesTheResult()
    {
        int result = new Terminal(_output, TextWriter.Null, isInteractive: true).WithProgress("Reading [x]", report =>
        {
            report(0.5);
            return 7;
        });

        Assert.Equal(7, result);
        Assert.Contains("Reading [x]", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("100%", _output.ToString(), StringComparison.Ordinal);
    }

    private sealed class SteppedTime : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Advance(TimeSpan by) => _ticks += by.Ticks;
    }
}
