using System.Diagnostics.Metrics;
using ClvActors.Domain.Cleaning;

namespace ClvActors.Orleans.Service;

/// <summary>What this silo's service measures, as instruments of the meter <c>ClvActors.Orleans</c>; the names are those of the embedded engine.</summary>
/// <remarks>Safe on any thread; costs nothing while nobody listens.</remarks>
internal static class ClusterInstruments
{
    private static readonly Meter Meter = new("ClvActors.Orleans");

    private static readonly Counter<long> Lines =
        Meter.CreateCounter<long>("clv.ingest.lines", "{line}", "Transaction lines by what became of them.");

    private static readonly Counter<long> Rejected =
        Meter.CreateCounter<long>("clv.ingest.rejected", "{line}", "Rejected lines by reason.");

    private static readonly Counter<long> Rescored =
        Meter.CreateCounter<long>("clv.ingest.invoices_rescored", "{invoice}", "Accepted invoices after which their customer was scored.");

    /// <summary>A batch was acknowledged.</summary>
    public static void Ingested(IngestCounts counts)
    {
        Add("accepted", counts.Accepted);
        Add("late", counts.Late);
        Add("duplicate", counts.Duplicates);
        Add("rejected", counts.RejectedTotal);
        Rescored.Add(counts.InvoicesRescored);
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
        {
            if (counts.Rejected(reason) is > 0 and long lines)
            {
                Rejected.Add(lines, new KeyValuePair<string, object?>("reason", reason.Name()));
            }
        }
    }

    private static void Add(string outcome, long lines)
    {
        if (lines > 0)
        {
            Lines.Add(lines, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
