using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>Which positions of an order are wanted.</summary>
/// <param name="Order">The order.</param>
/// <param name="Of">The 0-based positions in an order of so many entries; not asked when it is empty.</param>
internal sealed record OrderPositions(PopulationOrder Order, Func<int, IEnumerable<int>> Of);
