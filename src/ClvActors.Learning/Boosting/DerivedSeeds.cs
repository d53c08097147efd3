namespace ClvActors.Learning.Boosting;

/// <summary>The seeds that LightGBM draws from its one <c>seed</c>, in the order of its configuration code.</summary>
/// <param name="Data">Which rows are sampled to find bins, when there are very many.</param>
/// <param name="Bagging">Which rows a tree sees.</param>
/// <param name="FeatureFraction">Which features a tree sees.</param>
internal readonly record struct DerivedSeeds(int Data, int Bagging, int FeatureFraction)
{
    public static DerivedSeeds From(int seed)
    {
        LightGbmRandom random = new(seed);
        int data = random.NextShort(0, short.MaxValue);
        int bagging = random.NextShort(0, short.MaxValue);
        _ = random.NextShort(0, short.MaxValue); // drop_seed, of the DART variant
        return new DerivedSeeds(data, bagging, random.NextShort(0, short.MaxValue));
    }
}
