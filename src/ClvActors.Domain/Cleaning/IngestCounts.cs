using ClvActors.Domain.Customers;

namespace ClvActors.Domain.Cleaning;

/// <summary>What became of the lines of a batch, or of all lines so far.</summary>
/// <remarks>
/// Always: <see cref="Accepted"/> + <see cref="Late"/> + <see cref="Duplicates"/> + <see cref="RejectedTotal"/> = lines sent.
/// A mutable tally for one writer; hand out <see cref="Copy"/> to readers.
/// </remarks>
public sealed class IngestCounts
{
    private readonly long[] _rejected = new long[RejectReasonNames.Count];

    /// <summary>Lines that were kept.</summary>
    public long Accepted { get; private set; }

    /// <summary>Purchases older than the window.</summary>
    public long Late { get; private set; }

    /// <summary>Lines whose key was kept before, conflicting ones included.</summary>
    public long Duplicates { get; private set; }

    /// <summary>Those duplicates whose quantity or price differs from the line that stands.</summary>
    public long Conflicting { get; private set; }

    /// <summary>Invoices of which a first line was accepted.</summary>
    public long InvoicesAccepted { get; private set; }

    /// <summary>Accepted invoices after which their customer was scored again.</summary>
    public long InvoicesRescored { get; private set; }

    /// <summary>Lines rejected for any reason.</summary>
    public long RejectedTotal => _rejected.Sum();

    /// <summary>All lines counted.</summary>
    public long Lines => Accepted + Late + Duplicates + RejectedTotal;

    /// <summary>Lines rejected for one reason.</summary>
    public long Rejected(RejectReason reason) => _rejected[(int)reason];

    /// <summary>Counts rejected lines.</summary>
    public void Reject(RejectReason reason, long lines = 1) => _rejected[(int)reason] += lines;

    /// <summary>Counts one purchase line that reached its customer.</summary>
    public void Count(LineOutcome outcome)
    {
        switch (outcome)
        {
            case LineOutcome.Accepted:
                Accepted++;
                break;
            case LineOutcome.AcceptedNewInvoice:
                Accepted++;
                InvoicesAccepted++;
                break;
            case LineOutcome.Late:
                Late++;
                break;
            case LineOutcome.Duplicate:
                Duplicates++;
                break;
            case LineOutcome.ConflictingDuplicate:
                Duplicates++;
                Conflicting++;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome));
        }
    }

    /// <summary>Counts accepted invoices whose customer was scored after they were applied.</summary>
    public void CountRescored(long invoices) => InvoicesRescored += invoices;

    /// <summary>Adds another tally to this one.</summary>
    public void Add(IngestCounts other)
    {
        Accepted += other.Accepted;
        Late += other.Late;
        Duplicates += other.Duplicates;
        Conflicting += other.Conflicting;
        InvoicesAccepted += other.InvoicesAccepted;
        InvoicesRescored += other.InvoicesRescored;
        for (int reason = 0; reason < _rejected.Length; reason++)
        {
            _rejected[reason] += other._rejected[reason];
        }
    }

    /// <summary>A copy that no longer changes with this tally.</summary>
    public IngestCounts Copy()
    {
        IngestCounts copy = new();
        copy.Add(this);
        return copy;
    }

    /// <summary>The twelve numbers in a fixed order, for snapshots.</summary>
    public long[] ToArray() =>
        [Accepted, Late, Duplicates, Conflicting, InvoicesAccepted, InvoicesRescored, .. _rejected];

    /// <summary>Restores a tally from <see cref="ToArray"/>.</summary>
    /// <exception cref="ArgumentException">There are not twelve numbers.</exception>
    public static IngestCounts FromArray(ReadOnlySpan<long> numbers)
    {
        if (numbers.Length != 6 + RejectReasonNames.Count)
        {
            throw new ArgumentException("A tally has twelve numbers.", nameof(numbers));
        }

        IngestCounts counts = new()
        {
            Accepted = numbers[0],
            Late = numbers[1],
            Duplicates = numbers[2],
            Conflicting = numbers[3],
            InvoicesAccepted = numbers[4],
            InvoicesRescored = numbers[5],
        };
        numbers[6..].CopyTo(counts._rejected);
        return counts;
    }
}
