using ClvActors.Orleans.Serialization;

namespace ClvActors.Orleans.Customers;

/// <summary>What became of one customer's lines of one batch.</summary>
/// <param name="Counts">The twelve numbers of an ingest tally.</param>
/// <param name="AsOfDay">Day number at which the customer now stands, or -1.</param>
[GenerateSerializer, Immutable, Alias("clv.customer-ingest-result")]
public sealed record CustomerIngestResult([property: Id(0)] long[] Counts, [property: Id(1)] int AsOfDay)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public CustomerIngestResult()
        : this(EmptyTally.Numbers, -1)
    {
    }
}
