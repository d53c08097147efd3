namespace ClvActors.Host.Api.Answers;

/// <summary>How percentile ranks are shown.</summary>
internal static class Percentile
{
    /// <summary>The rank to one decimal, halves away from zero.</summary>
    public static double Rounded(double rank) => Math.Round(rank, 1, MidpointRounding.AwayFromZero);
}
