using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>The brackets of some wanted positions of one order: what to ask of the partitions, and how to count off the answers.</summary>
/// <remarks>Positions whose brackets touch share one. Immutable; safe on any thread.</remarks>
internal sealed class SelectionBrackets
{
    private readonly SampledOrder _order;
    private readonly List<(int Low, int High)> _brackets = [];
    private readonly List<(int Position, int Bracket)> _positions = [];
    private readonly Dictionary<int, SelectedEntry> _sampled = [];

    /// <summary>Brackets positions.</summary>
    /// <param name="order">The sampled order.</param>
    /// <param name="positions">0-based positions, in any order and perhaps repeated.</param>
    public SelectionBrackets(SampledOrder order, int[] positions)
    {
        _order = order;
        foreach (int position in positions.Distinct().Order())
        {
            (int low, int high) = order.BracketOf(position);
            if (low == high)
            {
                _sampled.Add(position, new SelectedEntry(order.KeyOf(low), order.CountsBefore(low)));
                continue;
            }

            if (_brackets.Count > 0 && low <= _brackets[^1].High)
            {
                _brackets[^1] = (_brackets[^1].Low, Math.Max(high, _brackets[^1].High));
            }
            else
            {
                _brackets.Add((low, high));
            }

            _positions.Add((position, _brackets.Count - 1));
        }
    }

    /// <summary>How many ranges must be asked of each partition.</summary>
    public int Count => _brackets.Count;

    /// <summary>What to ask of a partition.</summary>
    public IEnumerable<OrderRangeRequest> RequestsTo(int partition) => _brackets.Select(bracket =>
        new OrderRangeRequest(_order.SnapshotIn(partition), _order.Order, _order.KeyOf(bracket.Low), _order.KeyOf(bracket.High)));

    /// <summary>Counts off the wanted entries.</summary>
    /// <param name="ranges">The answers by partition and bracket.</param>
    public SelectedPositions Select(OrderRange[][] ranges)
    {
        Dictionary<int, SelectedEntry> entries = new(_sampled);
        bool isOneVersion = true;
        for (int bracket = 0; bracket < _brackets.Count; bracket++)
        {
            OrderRange[] parts = Array.ConvertAll(ranges, part => part[bracket]);
            isOneVersion &= parts.Index().All(part => part.Item.SnapshotId == _order.SnapshotIn(part.Index));
            int before = parts.Sum(part => part.Before);
            OrderKey[] keys = [.. parts.SelectMany(part => part.Keys)];
            Array.Sort(keys, Compare);
            foreach ((int position, _) in _positions.Where(wanted => wanted.Bracket == bracket))
            {
                // Within one version the position always lies inside; otherwise the nearest entry stands in.
                OrderKey key = keys.Length == 0 ? _order.KeyOf(_brackets[bracket].Low) : keys[Math.Clamp(position - before, 0, keys.Length - 1)];
                entries.Add(position, new SelectedEntry(key, Array.ConvertAll(parts, part => part.Before + CountBelow(part.Keys, key))));
            }
        }

        return new SelectedPositions(_order.Count, entries, isOneVersion);
    }

    private int CountBelow(OrderKey[] keys, OrderKey key)
    {
        int at = Array.BinarySearch(keys, key, Comparer<OrderKey>.Create(Compare));
        return at < 0 ? ~at : at;
    }

    private int Compare(OrderKey left, OrderKey right) => OrderKey.Compare(_order.Order, left, right);
}
