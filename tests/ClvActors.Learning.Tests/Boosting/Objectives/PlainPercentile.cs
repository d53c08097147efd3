namespace ClvActors.Learning.Tests.Boosting.Objectives;

/// <summary>LightGBM's two percentiles from sorted copies and repeated sums.</summary>
internal static class PlainPercentile
{
    public static double Of(IEnumerable<double> values, double level)
    {
        double[] sorted = [.. values.Order()];
        double rank = level * (sorted.Length - 1);
        int below = (int)rank;
        return below + 1 < sorted.Length ? sorted[below] + ((rank - below) * (sorted[below + 1] - sorted[below])) : sorted[^1];
    }

    public static double Of(IEnumerable<double> values, IEnumerable<float> weights, double level)
    {
        (double Value, float Weight)[] sorted = [.. values.Zip(weights).OrderBy(pair => pair.First)];
        double UpTo(int position) => sorted.Take(position + 1).Sum(pair => (double)pair.Weight);
        double share = level * UpTo(sorted.Length - 1);
        int at = Enumerable.Range(0, sorted.Length).FirstOrDefault(position => UpTo(position) > share, sorted.Length - 1);
        if (at == 0 || at == sorted.Length - 1 || sorted[at + 1].Weight < 1)
        {
            return sorted[at].Value;
        }

        double below = sorted[at - 1].Value;
        return below + ((sorted[at].Value - below) * (share - UpTo(at)) / sorted[at + 1].Weight);
    }
}
