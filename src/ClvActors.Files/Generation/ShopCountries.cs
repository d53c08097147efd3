namespace ClvActors.Files.Generation;

/// <summary>Where customers live: nine of ten in the United Kingdom, the rest in the dataset's proportions.</summary>
internal static class ShopCountries
{
    private const double HomeShare = 0.91;
    private const double WholesalerHomeShare = 0.75;

    private static readonly string[] Names =
    [
        "United Kingdom", "Germany", "France", "EIRE", "Spain", "Belgium", "Netherlands", "Switzerland", "Portugal", "Australia", "Italy",
        "Channel Islands", "Finland", "Sweden", "Norway", "Austria", "Cyprus", "Japan", "USA", "Denmark",
    ];

    internal static byte Draw(ref SplitMix64 random, bool wholesaler)
    {
        if (random.NextChance(wholesaler ? WholesalerHomeShare : HomeShare))
        {
            return 0;
        }

        // Squaring leans towards the front of the list, as the dataset does to Germany and France.
        double drawn = random.NextUnit();
        return (byte)(1 + (int)(drawn * drawn * (Names.Length - 1)));
    }

    internal static string NameOf(byte country) => Names[country];
}
