using System.Runtime.InteropServices;
using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;

namespace ClvActors.Domain.Surveys;

/// <summary>Counts customers by cells of recency against value; only cells that occur take memory.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class DensityCounts
{
    // A cell's coordinates packed in the order in which cells are told; the bins are not negative.
    private readonly Dictionary<long, int> _counts = [];

    /// <summary>Counts a customer.</summary>
    public void Add(double recencyDays, double value, ClvSegment segment, LifecycleStage stage, PurchaseStatus status)
    {
        int recencyBin = Bin(recencyDays / DensityCell.RecencyBinDays);
        int valueBin = Bin(Math.Log10(1 + value) * DensityCell.ValueBinsPerDecade);
        Add(Pack(recencyBin, valueBin, segment, stage, status), 1);
    }

    /// <summary>Adds a cell of another part of the population.</summary>
    public void Add(DensityCell cell) => Add(Pack(cell.RecencyBin, cell.ValueBin, cell.Segment, cell.Stage, cell.Status), cell.Count);

    /// <summary>The cells by recency, value, segment, stage and status.</summary>
    public DensityCell[] ToCells()
    {
        long[] keys = [.. _counts.Keys];
        Array.Sort(keys);
        return Array.ConvertAll(keys, key => new DensityCell(
            (short)(key >> 40), (short)((key >> 24) & 0xFFFF), (ClvSegment)((key >> 16) & 0xFF), (LifecycleStage)((key >> 8) & 0xFF), (PurchaseStatus)(key & 0xFF), _counts[key]));
    }

    private static int Bin(double position) => (int)Math.Clamp(position, 0, short.MaxValue);

    private static long Pack(int recencyBin, int valueBin, ClvSegment segment, LifecycleStage stage, PurchaseStatus status) =>
        ((long)recencyBin << 40) | ((long)valueBin << 24) | ((long)segment << 16) | ((long)stage << 8) | (long)status;

    private void Add(long key, int count) => CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _) += count;
}
