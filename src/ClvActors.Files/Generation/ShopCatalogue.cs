using ClvActors.Domain.Transactions;

namespace ClvActors.Files.Generation;

/// <summary>What the shop sells: some thousand gifts whose popularity falls with their rank, Christmas goods sought in the last quarter.</summary>
internal sealed class ShopCatalogue
{
    private const int ProductCount = 4_000;
    private const int FirstCode = 20_600;

    /// <summary>Share of the last quarter's lines that go to Christmas goods.</summary>
    private const double ChristmasShare = 0.15;

    private static readonly string[] Colours =
        ["RED", "PINK", "WHITE", "BLUE", "GREEN", "IVORY", "SILVER", "GOLD", "BLACK", "CREAM", "PURPLE", "ANTIQUE", "PASTEL"];

    private static readonly string[] Styles =
        ["RETROSPOT", "VINTAGE", "HANGING", "CERAMIC", "GLASS", "WOODEN", "METAL", "ENAMEL", "POLKADOT", "REGENCY", "FRENCH", "FLORAL", "HEART", "STAR"];

    private static readonly string[] Things =
    [
        "T-LIGHT HOLDER", "CAKE STAND", "LUNCH BAG", "JUMBO BAG", "MUG", "CAKE CASES", "DOORMAT", "PHOTO FRAME", "CANDLE", "CLOCK", "CUSHION COVER",
        "TEA TOWEL", "APRON", "BUNTING", "STORAGE TIN", "NOTEBOOK", "GARLAND", "DRAWER KNOB", "COAT RACK", "WATERING CAN", "HOT WATER BOTTLE",
        "PICNIC BASKET", "SEWING KIT", "PLAYING CARDS", "TRINKET BOX",
    ];

    private static readonly string[] ChristmasThings =
        ["CHRISTMAS BAUBLE", "CHRISTMAS GARLAND", "ADVENT CALENDAR", "CHRISTMAS STOCKING", "TREE DECORATION", "CHRISTMAS CARD HOLDER"];

    /// <summary>The dataset's twelve most frequent prices in ten-thousandths, cheap to dear, frequent ones twice.</summary>
    private static readonly int[] Prices =
        [4_200, 5_500, 8_500, 8_500, 12_500, 12_500, 14_500, 16_500, 16_500, 19_500, 21_000, 25_500, 29_500, 37_500, 42_500, 49_500, 59_500, 79_500, 99_500, 127_500];

    private readonly ShopProduct[] _products = new ShopProduct[ProductCount];
    private readonly double[] _popularity = new double[ProductCount];
    private readonly int[] _christmas;

    internal ShopCatalogue(ulong seed)
    {
        SplitMix64 random = SplitMix64.For(seed, ulong.MaxValue);
        List<int> christmas = [];
        double sum = 0;
        int code = FirstCode;
        for (int rank = 0; rank < ProductCount; rank++)
        {
            bool seasonal = random.NextChance(0.06);
            if (seasonal)
            {
                christmas.Add(rank);
            }

            code += 1 + random.NextBelow(12);
            string[] things = seasonal ? ChristmasThings : Things;
            string description = $"{Colours[random.NextBelow(Colours.Length)]} {Styles[random.NextBelow(Styles.Length)]} {things[random.NextBelow(things.Length)]}";
            description = random.NextChance(0.2) ? $"SET OF {2 + random.NextBelow(11)} {description}" : description;
            string variant = random.NextChance(0.12) ? ((char)('A' + random.NextBelow(26))).ToString() : "";
            _products[rank] = new ShopProduct($"{code:D5}{variant}", description, new Money(Prices[random.NextBelow(Prices.Length)]));

            // A flattened Zipf law: the dataset's best seller stands on 0.5 % of its lines.
            sum += 1 / Math.Pow(rank + 30, 0.9);
            _popularity[rank] = sum;
        }

        for (int rank = 0; rank < ProductCount; rank++)
        {
            _popularity[rank] /= sum;
        }

        _christmas = [.. christmas];
    }

    /// <summary>Draws what someone orders in a month of the year.</summary>
    internal ShopProduct Draw(ref SplitMix64 random, int month)
    {
        if (month >= 10 && _christmas.Length > 0 && random.NextChance(ChristmasShare))
        {
            return _products[_christmas[random.NextBelow(_christmas.Length)]];
        }

        int at = Array.BinarySearch(_popularity, random.NextUnit());
        return _products[Math.Min(at >= 0 ? at : ~at, ProductCount - 1)];
    }
}
