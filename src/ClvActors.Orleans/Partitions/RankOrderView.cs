using ClvActors.Domain.Population;

namespace ClvActors.Orleans.Partitions;

/// <summary>One version of a rank order.</summary>
internal sealed class RankOrderView(OrderSnapshot<RankKey> entries) : OrderView
{
    private readonly MergedOrder<RankKey> _entries = new(entries);

    /// <inheritdoc/>
    public override int Count => entries.Count;

    /// <inheritdoc/>
    public override int CountBefore(OrderKey key) => entries.CountBefore(new BeforeEntry<RankKey>(new RankKey(key.Value, key.Customer)));

    /// <inheritdoc/>
    public override OrderKey[] Keys(int position, int count) => Array.ConvertAll(_entries.Slice(position, count), KeyOf);

    /// <inheritdoc/>
    public override OrderKey KeyAt(int position) => KeyOf(entries[position]);

    private static OrderKey KeyOf(RankKey entry) => new(entry.Value, entry.Id);
}
