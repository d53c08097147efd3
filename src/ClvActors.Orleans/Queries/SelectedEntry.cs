using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>An entry that was selected by its position in the whole order.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Before">How many entries of each partition lie before it.</param>
internal sealed record SelectedEntry(OrderKey Key, int[] Before);
