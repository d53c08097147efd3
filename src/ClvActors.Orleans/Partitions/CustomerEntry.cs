using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Partitions;

/// <summary>What the rest of the cluster knows of a customer: written by the customer's grain, stored beside its journal, indexed by its partition.</summary>
/// <remarks>
/// What an older program did not write reads as the members' initialisers say. Of two entries of a customer the one with the higher version is newer, whatever the order in which they arrive. Immutable; safe on any thread.
/// </remarks>
[GenerateSerializer, Immutable, Alias("clv.customer-entry")]
public sealed record CustomerEntry
{
    /// <summary>Stands in <see cref="NextDueDay"/> for "never".</summary>
    public const int NeverDue = int.MaxValue;

    /// <summary>The customer's newest record.</summary>
    [Id(0)]
    public required CustomerRecord Record { get; init; }

    /// <summary>Counts the grain's writes; 1 for the first.</summary>
    [Id(1)]
    public required long Version { get; init; }

    /// <summary>Spend in the window in ten-thousandths, the exact rank value behind the feature.</summary>
    [Id(2)]
    public required long SpendTenThousandths { get; init; }

    /// <summary>First day after the record's as-of date on which an invoice enters or leaves the window, or <see cref="NeverDue"/>.</summary>
    [Id(3)]
    public required int NextDueDay { get; init; } = NeverDue;

    /// <summary>Day number of the newest purchase ever, waiting ones included.</summary>
    [Id(4)]
    public required int NewestPurchaseDay { get; init; }

    /// <summary>Sequence number under which the value last changed; 0 before it was told.</summary>
    [Id(5)]
    public required long ChangeSequence { get; init; }

    /// <summary>Values at past month ends, oldest first.</summary>
    [Id(6)]
    public required ValueHistory History { get; init; } = ValueHistory.Empty;

    /// <summary>Fingerprint of the bundle that scored.</summary>
    [Id(7)]
    public required string BundleFingerprint { get; init; } = "";

    /// <summary>The value that was told with <see cref="ChangeSequence"/>, in whole units of currency; NaN before.</summary>
    [Id(8)]
    public required double ToldValue { get; init; } = double.NaN;

    /// <summary>Where that value came from, a <see cref="PredictionSource"/> as a number.</summary>
    [Id(9)]
    public required int ToldSource { get; init; }

    /// <summary>The customer.</summary>
    public CustomerId Id => Record.Id;

    /// <summary>Keys in the rank orders; null outside the population.</summary>
    public RankKeys? Keys => RankKeys.Of(Record, SpendTenThousandths);
}
