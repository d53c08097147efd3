namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>How many keys a settling moves: to one root over all partitions, or through a tree of roots.</summary>
/// <remarks>Follows <c>DistributedOrder</c>: P partitions send m keys of an order each, then about 2n / m for each bracket; and <c>PopulationStatistics</c> for what is asked.</remarks>
internal static class SettlingVolume
{
    private const int FewestKeys = 64;
    private const int MostKeys = 4_096;
    private const int RankOrders = 3;
    private const int RankBrackets = 12;
    private const int ThresholdBrackets = 4;
    private const int LadderRungs = 16_384;

    /// <summary>Keys that a partition samples of an order.</summary>
    public static int SampleKeys(double customers, int partitions) => Math.Clamp((int)Math.Sqrt(10 * customers / partitions), FewestKeys, MostKeys);

    /// <summary>Keys that one root receives in each of its turns: samples and ranges of the ranks, those of the values, rungs, counts.</summary>
    public static double[] Turns(double customers, int partitions)
    {
        double keys = SampleKeys(customers, partitions);
        return TurnsOf(partitions, keys, 2 * customers / keys);
    }

    /// <summary>The same through roots in between, one for every so many partitions, which work at the same time.</summary>
    /// <remarks>
    /// A root in between merges its partitions into one sample with known bounds, hands ranges on and adds counts up. Each turn is the work of one root in between and then of the upper one.
    /// </remarks>
    public static double[] TurnsInTree(double customers, int partitions, int fanIn)
    {
        int roots = (partitions + fanIn - 1) / fanIn;
        double below = SampleKeys(customers / roots, fanIn);
        double above = MostKeys;

        // The errors of both levels add up.
        double bracket = (2 * customers / above) + (2 * customers / below / fanIn);
        double[] between = TurnsOf(fanIn, below, bracket / roots);
        return [.. TurnsOf(roots, above, bracket).Zip(between, (upper, lower) => upper + lower)];
    }

    private static double[] TurnsOf(double parts, double keys, double bracket) =>
    [
        RankOrders * parts * keys,
        RankBrackets * bracket,
        parts * keys,
        ThresholdBrackets * bracket,
        Math.Max(parts, 4.0 * LadderRungs),
        LadderRungs * parts,
    ];
}
