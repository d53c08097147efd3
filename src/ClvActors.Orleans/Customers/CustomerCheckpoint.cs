namespace ClvActors.Orleans.Customers;

/// <summary>A customer's whole state at one row of its journal, as grain storage keeps it.</summary>
/// <remarks>
/// Written every so many rows, so that an activation reads one checkpoint and a short tail. Members are only ever added, with new ids; what an older
/// program wrote reads with their defaults.
/// </remarks>
[GenerateSerializer, Alias("clv.customer-state")]
public sealed class CustomerCheckpoint
{
    /// <summary>The newest layout that this program understands.</summary>
    /// <remarks>1: the first. 2: the same members; the entry beside it holds features of the behaviour set, which a program of format 1 cannot read.</remarks>
    public const int NewestFormat = 2;

    /// <summary>Layout of the state; 0 for no state at all.</summary>
    [Id(0)]
    public int Format { get; set; }

    /// <summary>The last journal row that the state covers.</summary>
    [Id(1)]
    public long JournalSequence { get; set; }

    /// <summary>Day number of the window's as-of date, or -1.</summary>
    [Id(2)]
    public int AsOfDay { get; set; } = -1;

    /// <summary>Day number of the first purchase ever, or null.</summary>
    [Id(3)]
    public int? FirstPurchaseDay { get; set; }

    /// <summary>Day number of the newest purchase ever, or null.</summary>
    [Id(4)]
    public int? NewestPurchaseDay { get; set; }

    /// <summary>Day number of the newest purchase that has left the window, or null.</summary>
    [Id(5)]
    public int? LastExpiredDay { get; set; }

    /// <summary>The kept purchases.</summary>
    [Id(6)]
    public StoredInvoices Purchases { get; set; } = new();

    /// <summary>The kept cancellations.</summary>
    [Id(7)]
    public StoredInvoices Cancellations { get; set; } = new();

    /// <summary>The newest batches, oldest first, so that their retries are answered and not counted anew.</summary>
    [Id(8)]
    public RecentBatch[] RecentBatches { get; set; } = [];
}
