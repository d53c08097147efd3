using ClvActors.Domain.Scoring;
using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Queries;

/// <summary>Reads the records of a run of a value order from all partitions.</summary>
/// <remarks>Safe on any thread.</remarks>
internal sealed class RunReader(IPartitions partitions)
{
    // A record with all outputs takes about 370 bytes on the wire; no message should hold others up for long.
    private const int LargestSlice = 2048;

    private readonly PartitionFanOut _fanOut = new(partitions);

    /// <summary>Reads a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cuts">The entries at its cuts.</param>
    /// <returns>Every partition's records ascending, and whether they are of the versions that were sampled.</returns>
    public async Task<(CustomerRecord[][] Parts, bool IsOneVersion)> ReadAsync(PositionRun run, SelectedPositions cuts)
    {
        if (run.Count == 0)
        {
            return ([], true);
        }

        (List<CustomerRecord> Records, bool IsOneVersion)[] parts = await _fanOut.AskAsync((partition, number) =>
            ReadAsync(partition, run.Order.Order, run.Order.SnapshotIn(number), run.BeforeIn(run.Start, number, cuts), run.BeforeIn(run.End, number, cuts)));
        return (Array.ConvertAll(parts, part => part.Records.ToArray()), Array.TrueForAll(parts, part => part.IsOneVersion));
    }

    /// <summary>Merges ascending parts into one descending sequence.</summary>
    public static IEnumerable<CustomerRecord> Descending(CustomerRecord[][] parts)
    {
        PriorityQueue<(int Part, int At), OrderKey> heads = new(Comparer<OrderKey>.Create(
            (left, right) => OrderKey.Compare(PopulationOrder.Everyone, right, left)));
        for (int part = 0; part < parts.Length; part++)
        {
            Enqueue(part, parts[part].Length - 1);
        }

        while (heads.TryDequeue(out (int Part, int At) head, out _))
        {
            yield return parts[head.Part][head.At];
            Enqueue(head.Part, head.At - 1);
        }

        void Enqueue(int part, int at)
        {
            if (at >= 0)
            {
                CustomerRecord record = parts[part][at];
                heads.Enqueue((part, at), new OrderKey(OrderKey.OfDouble(record.PredictedValue), record.Id));
            }
        }
    }

    private static async Task<(List<CustomerRecord> Records, bool IsOneVersion)> ReadAsync(
        IPopulationPartitionGrain partition, PopulationOrder order, long snapshot, int start, int end)
    {
        List<CustomerRecord> records = new(Math.Max(0, end - start));
        bool isOneVersion = true;
        while (start < end)
        {
            OrderSlice slice = await partition.Slice(snapshot, order, start, Math.Min(LargestSlice, end - start));
            isOneVersion &= slice.SnapshotId == snapshot;
            records.AddRange(slice.Records);
            if (slice.Records.Length == 0)
            {
                break;
            }

            start += slice.Records.Length;
        }

        return (records, isOneVersion);
    }
}
