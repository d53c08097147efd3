using ClvActors.Domain.Population;

namespace ClvActors.Orleans.Views;

/// <summary>The rank edges at a month end that some customers may not have passed yet.</summary>
/// <param name="Day">Day number of the month end.</param>
/// <param name="Edges">The edges of the population as it stood there.</param>
[GenerateSerializer, Immutable, Alias("clv.month-end")]
public sealed record MonthEnd([property: Id(0)] int Day, [property: Id(1)] RankEdges Edges)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public MonthEnd()
        : this(0, RankEdges.None)
    {
    }
}
