namespace ClvActors.Orleans.Partitions;

/// <summary>One partition's share of a segment.</summary>
/// <param name="Count">Customers.</param>
/// <param name="RecencyDays">Sum of their days since the last purchase.</param>
/// <param name="ValuePartials">Partial sums of their values, whose exact total is their sum.</param>
[GenerateSerializer, Immutable, Alias("clv.tally-part")]
public sealed record TallyPart([property: Id(0)] int Count, [property: Id(1)] long RecencyDays, [property: Id(2)] double[] ValuePartials)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public TallyPart()
        : this(0, 0, [])
    {
    }
}
