namespace ClvActors.Learning.Monitoring.Baselines;

/// <summary>Values counted between fixed cuts.</summary>
/// <param name="Name">What the values are.</param>
/// <param name="Cuts">Ascending: cut k parts bin k (values up to and with the cut) from bin k + 1.</param>
/// <param name="Counts">Values in each bin: one more than there are cuts.</param>
/// <remarks>Nobody writes to the arrays. Immutable; any number of threads may read.</remarks>
public sealed record BinnedCounts(string Name, double[] Cuts, long[] Counts)
{
    private const int Bins = 10;

    /// <summary>Counts values in bins of their own.</summary>
    /// <param name="name">What they are.</param>
    /// <param name="values">At least one; NaN counts in the last bin.</param>
    /// <remarks>
    /// Up to ten different values get a bin each, more are parted at their deciles (nearest rank), of which equal ones fall together. A single value gets a bin of its own between all that is below and all
    /// that is above; likewise a largest value that nearly all have.
    /// </remarks>
    public static BinnedCounts Of(string name, IReadOnlyCollection<double> values)
    {
        double[] cuts = CutsOf(values);
        return new BinnedCounts(name, cuts, Count(values, cuts));
    }

    /// <summary>Counts values between given cuts; NaN counts in the last bin.</summary>
    public static long[] Count(IEnumerable<double> values, double[] cuts)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(cuts);
        long[] counts = new long[cuts.Length + 1];
        foreach (double value in values)
        {
            counts[BinOf(cuts, value)]++;
        }

        return counts;
    }

    /// <summary>What is in each bin, in words.</summary>
    public IReadOnlyList<string> Labels() =>
        Cuts.Length == 0 ? ["all"] : [$"up to {Text(Cuts[0])}", .. Cuts.Zip(Cuts.Skip(1), (low, high) => $"{Text(low)} to {Text(high)}"), $"over {Text(Cuts[^1])}"];

    /// <summary>Adds the counts of finer bins up to these.</summary>
    /// <param name="finerCuts">Ascending cuts with all of <see cref="Cuts"/> among them.</param>
    /// <param name="finer">Counts between them.</param>
    public long[] Coarsen(double[] finerCuts, long[] finer)
    {
        ArgumentNullException.ThrowIfNull(finerCuts);
        ArgumentNullException.ThrowIfNull(finer);
        long[] counts = new long[Cuts.Length + 1];
        for (int bin = 0; bin < finer.Length; bin++)
        {
            counts[bin < finerCuts.Length ? BinOf(Cuts, finerCuts[bin]) : Cuts.Length] += finer[bin];
        }

        return counts;
    }

    private static int BinOf(double[] cuts, double value)
    {
        if (double.IsNaN(value))
        {
            return cuts.Length;
        }

        int found = Array.BinarySearch(cuts, value);
        return found >= 0 ? found : ~found;
    }

    private static double[] CutsOf(IReadOnlyCollection<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return [];
        }

        double largest = sorted[^1];
        double[] distinct = [.. sorted.Distinct().Take(Bins + 1)];
        if (distinct.Length == 1)
        {
            return [Math.BitDecrement(largest), largest];
        }

        IEnumerable<double> cuts = distinct.Length <= Bins
            ? distinct
            : Enumerable.Range(1, Bins - 1).Select(tenth => sorted[(((tenth * sorted.Length) + Bins - 1) / Bins) - 1]).Distinct();
        double[] inner = [.. cuts.Where(cut => cut < largest)];
        return inner.Length == 0 ? [Math.BitDecrement(largest)] : inner;
    }

    // BitDecrement(5), the end of what is below 5, reads as 5.
    private static string Text(double cut) => cut == 0 || Math.Abs(cut) < 1e-300 ? "0" : $"{cut:G4}";
}
