using ClvActors.CommandLine.Terminals;

namespace ClvActors.CommandLine.Replay;

/// <summary>What a replay tells when it is over.</summary>
internal sealed record ReplaySummary
{
    /// <summary>What became of the lines.</summary>
    public required BatchCounts Counts { get; init; }

    /// <summary>From the first batch to the last acknowledgement.</summary>
    public required TimeSpan Streaming { get; init; }

    /// <summary>From the start of reading to the settled end.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>How the target stood before.</summary>
    public required TargetStatus Before { get; init; }

    /// <summary>How it stood after the last acknowledgement, before settling.</summary>
    public required TargetStatus Streamed { get; init; }

    /// <summary>How it stands at the end.</summary>
    public required TargetStatus After { get; init; }

    /// <summary>Median time to an acknowledgement, in milliseconds.</summary>
    public required double MedianMilliseconds { get; init; }

    /// <summary>99th percentile of it, in milliseconds.</summary>
    public required double NinetyNinthMilliseconds { get; init; }

    /// <summary>Writes the summary, one fact a line.</summary>
    public void WriteTo(Terminal terminal)
    {
        double perSecond = Streaming > TimeSpan.Zero ? Counts.Lines / Streaming.TotalSeconds : 0;
        Line("lines", $"{Counts.Lines:N0} in {Streaming.TotalSeconds:F2} s, {perSecond:N0} lines/s ({Total.TotalSeconds:F2} s with reading and settling)");
        Line("accepted", $"{Counts.Accepted:N0}");
        Line("late", $"{Counts.Late:N0}");
        Line("duplicates", $"{Counts.Duplicates:N0}, of which {Counts.Conflicting:N0} conflicting");
        Line("rejected", string.Join(", ", Counts.Rejected.Select(reason => $"{reason.Key} {reason.Value:N0}")));
        Line("invoices accepted", $"{Streamed.InvoicesAccepted - Before.InvoicesAccepted:N0}");
        Line("invoices rescored", $"{Streamed.InvoicesRescored - Before.InvoicesRescored:N0}");
        Line("acknowledgement", $"p50 {MedianMilliseconds:F1} ms, p99 {NinetyNinthMilliseconds:F1} ms");
        Line("fsyncs", $"{After.Syncs - Before.Syncs:N0}");
        Line("log on", After.FileSystem.Length == 0 ? "unknown file system" : After.FileSystem);
        Line("as of", $"{After.AsOf}, {After.Customers:N0} customers");

        void Line(string name, string text) => terminal.Line($"{name,-18} {text}");
    }
}
