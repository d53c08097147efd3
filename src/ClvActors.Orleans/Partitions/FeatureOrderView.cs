using ClvActors.Domain.Scoring;

namespace ClvActors.Orleans.Partitions;

/// <summary>The population by one feature, sorted when it is asked for.</summary>
internal sealed class FeatureOrderView : OrderView
{
    private readonly OrderKey[] _keys;

    /// <summary>Sorts records.</summary>
    /// <param name="records">The population.</param>
    /// <param name="feature">Position of the feature in the feature set.</param>
    public FeatureOrderView(CustomerRecord[] records, int feature)
    {
        _keys = Array.ConvertAll(records, record => new OrderKey(OrderKey.OfDouble(record.Features[feature]), record.Id));
        Array.Sort(_keys, static (left, right) => Compare(left, right));
    }

    /// <inheritdoc/>
    public override int Count => _keys.Length;

    /// <inheritdoc/>
    public override int CountBefore(OrderKey key)
    {
        int low = 0;
        int high = _keys.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Compare(_keys[middle], key) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    /// <inheritdoc/>
    public override OrderKey[] Keys(int position, int count) => _keys.AsSpan(position, Math.Min(count, Count - position)).ToArray();

    /// <inheritdoc/>
    public override OrderKey KeyAt(int position) => _keys[position];

    private static int Compare(in OrderKey left, in OrderKey right) => OrderKey.Compare(PopulationOrder.FirstFeature, left, right);
}
