using ClvActors.Domain.Cleaning;

namespace ClvActors.Host.Api.Answers;

/// <summary>What became of all lines; accepted + late + duplicates + the sum of rejected = lines.</summary>
/// <param name="Lines">Lines sent.</param>
/// <param name="Accepted">Lines that were kept.</param>
/// <param name="Late">Purchases older than the window.</param>
/// <param name="Duplicates">Lines that were kept before, conflicting ones included.</param>
/// <param name="Conflicting">Duplicates with another quantity or price.</param>
/// <param name="Rejected">Rejected lines by reason, every reason included.</param>
/// <param name="InvoicesAccepted">Invoices of which a first line was kept.</param>
/// <param name="InvoicesRescored">Those after which the customer was scored again.</param>
public sealed record CountsAnswer(
    long Lines, long Accepted, long Late, long Duplicates, long Conflicting, IReadOnlyDictionary<string, long> Rejected, long InvoicesAccepted, long InvoicesRescored)
{
    /// <summary>Writes a tally as an answer.</summary>
    public static CountsAnswer Of(IngestCounts counts) => new(
        counts.Lines, counts.Accepted, counts.Late, counts.Duplicates, counts.Conflicting, RejectedOf(counts), counts.InvoicesAccepted, counts.InvoicesRescored);

    /// <summary>Rejected lines by name of reason, in the order in which the reasons are tried.</summary>
    public static IReadOnlyDictionary<string, long> RejectedOf(IngestCounts counts)
    {
        Dictionary<string, long> rejected = new(RejectReasonNames.Count);
        foreach (RejectReason reason in Enum.GetValues<RejectReason>())
        {
            rejected.Add(reason.Name(), counts.Rejected(reason));
        }

        return rejected;
    }
}
