using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>Selects by position from an order that is spread over partitions: exact, in two rounds of questions.</summary>
/// <remarks>
/// <para>The first round samples every partition; <see cref="SampledOrder"/> brackets each wanted position between two sampled keys. The second asks for
/// the keys between them in the same versions, and the wanted ones are counted off. The size of the samples decides how much is sent, never what comes
/// out: P partitions send P x m keys, then about 2n / m for each bracket. Populations that fit into the samples need no second round.</para>
/// <para>A partition remembers the versions that it was asked about last. If one is forgotten meanwhile (very many questions while entries stream in, or the
/// partition moved to another silo) the selection starts over; after <see cref="MostTries"/> it takes what it has, which is then off by no more than what
/// changed in between. Safe on any thread.</para>
/// </remarks>
internal sealed class DistributedOrder
{
    /// <summary>How often a selection starts over.</summary>
    public const int MostTries = 3;

    // Quintiles are five brackets, thresholds four, a page two.
    private const double UsualBrackets = 5;
    private const int FewestKeys = 64;
    private const int MostKeys = 4096;

    private readonly PartitionFanOut _fanOut;
    private readonly int? _sampleKeys;
    private readonly int _partitions;
    private int _lastCount;

    /// <summary>Selects from partitions.</summary>
    /// <param name="partitions">The partitions.</param>
    /// <param name="sampleKeys">Keys sampled of each partition, at least 2; null to send the least in both rounds together.</param>
    public DistributedOrder(IPartitions partitions, int? sampleKeys = null)
    {
        _fanOut = new PartitionFanOut(partitions);
        _partitions = partitions.Count;
        _sampleKeys = sampleKeys;
    }

    /// <summary>Selects positions of orders; all orders of a partition are of one moment.</summary>
    /// <returns>The selections in the order of the questions.</returns>
    public async Task<SelectedPositions[]> SelectAsync(params OrderPositions[] wanted)
    {
        for (int attempt = 1; ; attempt++)
        {
            SampledOrder[] sampled = await SampleAsync(Array.ConvertAll(wanted, order => order.Order));
            SelectedPositions[] selected = await SelectAsync(
                [.. sampled.Zip(wanted, (order, positions) => (order, order.Count == 0 ? [] : positions.Of(order.Count).ToArray()))]);
            if (attempt == MostTries || Array.TrueForAll(selected, selection => selection.IsOneVersion))
            {
                return selected;
            }
        }
    }

    /// <summary>The first round: samples orders.</summary>
    public async Task<SampledOrder[]> SampleAsync(PopulationOrder[] orders)
    {
        int keys = _sampleKeys ?? Math.Clamp((int)Math.Sqrt(2 * UsualBrackets * Volatile.Read(ref _lastCount) / _partitions), FewestKeys, MostKeys);
        OrderSample[][] samples = await _fanOut.AskAsync(partition => partition.Sample(orders, keys));
        SampledOrder[] sampled = [.. orders.Select((order, index) => new SampledOrder(order, Array.ConvertAll(samples, part => part[index])))];
        Volatile.Write(ref _lastCount, sampled.Max(order => order.Count));
        return sampled;
    }

    /// <summary>The second round: selects positions of sampled orders.</summary>
    public async Task<SelectedPositions[]> SelectAsync((SampledOrder Order, int[] Positions)[] wanted)
    {
        SelectionBrackets[] brackets = Array.ConvertAll(wanted, order => new SelectionBrackets(order.Order, order.Positions));
        OrderRange[][] ranges = brackets.Sum(order => order.Count) == 0
            ? [.. Enumerable.Repeat<OrderRange[]>([], _partitions)]
            : await _fanOut.AskAsync((partition, number) => partition.Ranges([.. brackets.SelectMany(order => order.RequestsTo(number))]));
        int first = 0;
        SelectedPositions[] selected = new SelectedPositions[wanted.Length];
        for (int index = 0; index < selected.Length; index++)
        {
            int count = brackets[index].Count;
            selected[index] = brackets[index].Select(Array.ConvertAll(ranges, part => part[first..(first + count)]));
            first += count;
        }

        return selected;
    }
}
