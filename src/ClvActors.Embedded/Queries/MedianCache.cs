using ClvActors.Domain.Features;
using ClvActors.Domain.Population;

namespace ClvActors.Embedded.Queries;

/// <summary>The population's median of every feature.</summary>
/// <remarks>
/// Exact for a settled version; between settlings the medians of the first version asked for under the same edges stand in, because sorting
/// a column per feature for every keystroke of a what-if form would be waste. An empty population stands in for nobody's. Safe on any thread.
/// </remarks>
internal sealed class MedianCache
{
    private readonly Lock _computing = new();
    private Medians? _known;

    /// <summary>The medians, one per feature; 0 while the population is empty.</summary>
    public double[] Of(PopulationSnapshot population)
    {
        if (Find(population) is { } known)
        {
            return known;
        }

        // One at a time: with a million customers it takes seconds, and whoever else asks wants the same.
        lock (_computing)
        {
            if (Find(population) is { } meanwhile)
            {
                return meanwhile;
            }

            Medians medians = new(population.Sequence, population.Edges.Version, population.Everyone.Count, Compute(population));
            Volatile.Write(ref _known, medians);
            return medians.Values;
        }
    }

    private double[]? Find(PopulationSnapshot population)
    {
        Medians? known = Volatile.Read(ref _known);
        bool standsIn = known is { Customers: > 0 } && !population.IsSettled && known.Edges == population.Edges.Version;
        return known is not null && (standsIn || known.Sequence == population.Sequence) ? known.Values : null;
    }

    private static double[] Compute(PopulationSnapshot population)
    {
        ValueEntry[] everyone = population.Everyone.Slice(0, population.Everyone.Count);
        double[] medians = new double[FeatureSet.Count];
        double[] column = new double[everyone.Length];
        for (int feature = 0; feature < medians.Length && everyone.Length > 0; feature++)
        {
            for (int row = 0; row < column.Length; row++)
            {
                column[row] = everyone[row].Record.Features[feature];
            }

            Array.Sort(column);
            medians[feature] = SegmentThresholds.Percentile(column.Length, position => column[position], 50);
        }

        return medians;
    }

    private sealed record Medians(long Sequence, long Edges, int Customers, double[] Values);
}
