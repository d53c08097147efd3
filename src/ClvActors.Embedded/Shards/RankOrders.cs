using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;

namespace ClvActors.Embedded.Shards;

/// <summary>A shard's customers by recency, frequency and monetary value: what the population's quintiles are taken from.</summary>
/// <remarks>Not thread-safe; what <see cref="Publish"/> has given away does not change.</remarks>
internal sealed class RankOrders
{
    private readonly OrderIndex<RankKey> _byRecency = new();
    private readonly OrderIndex<RankKey> _byFrequency = new();
    private readonly OrderIndex<RankKey> _byMonetary = new();

    /// <summary>The orders as they stand.</summary>
    public (OrderSnapshot<RankKey> Recency, OrderSnapshot<RankKey> Frequency, OrderSnapshot<RankKey> Monetary) Publish() =>
        (_byRecency.Publish(), _byFrequency.Publish(), _byMonetary.Publish());

    /// <summary>Puts a customer where its totals belong, and takes it out when nothing of it lies in the window.</summary>
    /// <param name="slot">The customer; <see cref="CustomerSlot.RankedAs"/> remembers where it is.</param>
    /// <param name="totals">What its window holds.</param>
    public void Update(CustomerSlot slot, in WindowTotals totals)
    {
        RankKeys? keys = slot.State.IsInWindow ? RankKeys.Of(slot.State.Id, totals) : null;
        if (keys == slot.RankedAs)
        {
            return;
        }

        _byRecency.Move(slot.RankedAs?.Recency, keys?.Recency);
        _byFrequency.Move(slot.RankedAs?.Frequency, keys?.Frequency);
        _byMonetary.Move(slot.RankedAs?.Monetary, keys?.Monetary);
        slot.RankedAs = keys;
    }
}
