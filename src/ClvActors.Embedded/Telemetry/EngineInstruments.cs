using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClvActors.Domain.Cleaning;

namespace ClvActors.Embedded.Telemetry;

/// <summary>What the embedded engine measures, as instruments of the meter <c>ClvActors.Embedded</c>.</summary>
/// <remarks>Units and names follow OpenTelemetry's conventions. Safe on any thread; costs nothing while nobody listens.</remarks>
internal static class EngineInstruments
{
    private const string OutcomeTag = "outcome";
    private const string ReasonTag = "reason";

    private static readonly Meter Meter = new("ClvActors.Embedded");

    private static readonly Counter<long> Lines =
        Meter.CreateCounter<long>("clv.ingest.lines", "{line}", "Transaction lines by what became of them.");

    private static readonly Counter<long> Rejected =
        Meter.CreateCounter<long>("clv.ingest.rejected", "{line}", "Rejected lines by reason.");

    private static readonly Counter<long> Rescored =
        Meter.CreateCounter<long>("clv.ingest.invoices_rescored", "{invoice}", "Accepted invoices after which their customer was scored.");

    private static readonly Histogram<double> Sync =
        Meter.CreateHistogram<double>("clv.journal.commit.duration", "s", "Time to append a commit group and sync it.");

    private static readonly Histogram<long> Group =
        Meter.CreateHistogram<long>("clv.journal.group.batches", "{batch}", "Batches of a commit group.");

    private static readonly Histogram<double> Apply =
        Meter.CreateHistogram<double>("clv.shards.apply.duration", "s", "Time to apply and score a commit group.");

    private static readonly Counter<long> Settled =
        Meter.CreateCounter<long>("clv.settling.completed", "{settling}", "Completed settlings.");

    private static readonly Counter<long> Swaps =
        Meter.CreateCounter<long>("clv.model.swaps", "{swap}", "Published model swaps.");

    private static readonly Histogram<double> Snapshot =
        Meter.CreateHistogram<double>("clv.snapshot.duration", "s", "Time to write a snapshot.");

    /// <summary>Starts to measure a span of time.</summary>
    public static long Start() => Stopwatch.GetTimestamp();

    /// <summary>A commit group was appended and synced.</summary>
    public static void Committed(long start, int batches)
    {
        Sync.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        Group.Record(batches);
    }

    /// <summary>A commit group was applied.</summary>
    public static void Applied(long start) => Apply.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);

    /// <summary>A population settled.</summary>
    public static void HasSettled() => Settled.Add(1);

    /// <summary>A model was swapped.</summary>
    public static void HasSwapped() => Swaps.Add(1);

    /// <summary>A snapshot was written.</summary>
    public static void Snapshotted(long start) => Snapshot.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);

    /// <summary>A batch was counted.</summary>
    public static void Count(IngestCounts counts)
    {
        if (!Lines.Enabled)
        {
            return;
        }

        Lines.Add(counts.Accepted, new KeyValuePair<string, object?>(OutcomeTag, "accepted"));
        Lines.Add(counts.Late, new KeyValuePair<string, object?>(OutcomeTag, "late"));
        Lines.Add(counts.Duplicates, new KeyValuePair<string, object?>(OutcomeTag, "duplicate"));
        Lines.Add(counts.RejectedTotal, new KeyValuePair<string, object?>(OutcomeTag, "rejected"));
        Rescored.Add(counts.InvoicesRescored);
        for (int reason = 0; reason < RejectReasonNames.Count; reason++)
        {
            if (counts.Rejected((RejectReason)reason) is > 0 and long rejected)
            {
                Rejected.Add(rejected, new KeyValuePair<string, object?>(ReasonTag, ((RejectReason)reason).Name()));
            }
        }
    }
}
