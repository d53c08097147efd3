using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ClvActors.Learning.Boosting;

/// <summary>Sums of gradient and hessian per bin of every feature over the rows of one leaf.</summary>
/// <remarks>A gradient and its hessian are one 128-bit vector, so that a row costs one addition per feature.</remarks>
internal sealed class LeafHistogram(BinnedData data)
{
    private readonly Vector128<double>[] _sums = new Vector128<double>[data.TotalBins];

    /// <summary>Whether a feature had any gainful split in this leaf, or in the nearest one above that was looked at.</summary>
    public bool[] IsSplittable { get; } = new bool[data.Features.Length];

    /// <summary>Gradient and hessian of each bin of a feature, alternating.</summary>
    public ReadOnlySpan<double> Of(int feature) =>
        MemoryMarshal.Cast<Vector128<double>, double>(_sums.AsSpan(data.Offsets[feature], data.Features[feature].Count));

    /// <summary>Sums one feature over rows.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="rows">The leaf's rows.</param>
    /// <param name="derivatives">Gradient and hessian of each of these rows, in their order.</param>
    /// <param name="leaf">The leaf's sums, from which those of the most frequent bin follow.</param>
    public void Sum(int feature, ReadOnlySpan<int> rows, ReadOnlySpan<Vector128<double>> derivatives, in LeafSums leaf)
    {
        FeatureBins mapping = data.Features[feature];
        Span<Vector128<double>> sums = _sums.AsSpan(data.Offsets[feature], mapping.Count);
        sums.Clear();
        ReadOnlySpan<byte> bins = data.Bins[feature];
        for (int i = 0; i < rows.Length; i++)
        {
            sums[bins[rows[i]]] += derivatives[i];
        }

        int implicitBin = mapping.MostFrequentBin;
        if (implicitBin > 0)
        {
            Vector128<double> rest = Vector128.Create(leaf.Gradient, leaf.Hessian);
            for (int bin = 0; bin < sums.Length; bin++)
            {
                if (bin != implicitBin)
                {
                    rest -= sums[bin];
                }
            }

            sums[implicitBin] = rest;
        }
    }

    /// <summary>Takes a child's sums off the parent's, which leaves the sibling's.</summary>
    public void Subtract(LeafHistogram child, int feature)
    {
        Span<Vector128<double>> own = _sums.AsSpan(data.Offsets[feature], data.Features[feature].Count);
        ReadOnlySpan<Vector128<double>> other = child._sums.AsSpan(data.Offsets[feature], own.Length);
        for (int bin = 0; bin < own.Length; bin++)
        {
            own[bin] -= other[bin];
        }
    }
}
