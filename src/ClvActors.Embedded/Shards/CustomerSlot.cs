using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;

namespace ClvActors.Embedded.Shards;

/// <summary>One customer actor: its state and what its shard remembers about it.</summary>
/// <remarks>Written by the shard's writer only.</remarks>
internal sealed class CustomerSlot(CustomerState state)
{
    /// <summary>The customer's own state.</summary>
    public CustomerState State { get; } = state;

    /// <summary>Keys under which the customer stands in the rank orders; null outside the population.</summary>
    public RankKeys? RankedAs { get; set; }

    /// <summary>Whether lines were applied since the last rescore.</summary>
    public bool IsTouched { get; set; }

    /// <summary>Invoices accepted since the last rescore.</summary>
    public int InvoicesToRescore { get; set; }

    /// <summary>Values at past month ends, oldest first; replaced, never changed, because readers hold it.</summary>
    public IReadOnlyList<ValuePoint> History { get; set; } = [];

    /// <summary>Sequence number under which the value was last told to the feed; 0 before.</summary>
    public long ChangeSequence { get; set; }

    /// <summary>The value that was last told; NaN before.</summary>
    public double ToldValue { get; set; } = double.NaN;

    /// <summary>The source that was last told.</summary>
    public PredictionSource ToldSource { get; set; }
}
