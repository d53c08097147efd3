namespace ClvActors.Domain.Customers;

/// <summary>Exponential decay by age in days, as integers: the weight 2^(-age / half-life) in units of 2^-20, rounded.</summary>
/// <remarks>Integers, so that a decayed sum is exact and no order of additions can change it. Immutable; safe on any thread.</remarks>
internal static class DecayWeights
{
    /// <summary>The weight at age 0: what stands for one.</summary>
    public const int One = 1 << 20;

    private static readonly int[] HalfLife30 = WeightsOf(30);
    private static readonly int[] HalfLife90 = WeightsOf(90);
    private static readonly int[] HalfLife180 = WeightsOf(180);

    /// <summary>Weights of half-life 30 days by age, 0 to 364.</summary>
    public static ReadOnlySpan<int> Of30 => HalfLife30;

    /// <summary>Weights of half-life 90 days by age, 0 to 364.</summary>
    public static ReadOnlySpan<int> Of90 => HalfLife90;

    /// <summary>Weights of half-life 180 days by age, 0 to 364.</summary>
    public static ReadOnlySpan<int> Of180 => HalfLife180;

    private static int[] WeightsOf(double halfLife) =>
        [.. Enumerable.Range(0, ObservationWindow.Days).Select(age => (int)Math.Round(One * Math.Pow(2, -age / halfLife)))];
}
