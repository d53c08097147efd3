using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>The entries at some positions of one order over all partitions.</summary>
/// <param name="Count">How many entries the whole order has.</param>
/// <param name="Entries">The entries by their 0-based position.</param>
/// <param name="IsOneVersion">Whether every partition answered from the version that it was sampled in, which makes the selection exact.</param>
internal sealed record SelectedPositions(int Count, IReadOnlyDictionary<int, SelectedEntry> Entries, bool IsOneVersion)
{
    /// <summary>The key at a position that was asked for.</summary>
    public OrderKey this[int position] => Entries[position].Key;

    /// <summary>The number at a position that was asked for, in an order of numbers.</summary>
    public double ValueAt(int position) => OrderKey.ToDouble(this[position].Value);
}
