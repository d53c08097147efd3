namespace ClvActors.Files.Generation;

/// <summary>What the generator keeps of one registered customer: 40 bytes, so that a million fit into 40 MB.</summary>
/// <remarks>
/// Purchases by BG/NBD (Fader, Hardie and Lee, "Counting your customers the easy way", Marketing Science 2005): the rate is gamma-distributed
/// over customers, and after each purchase the customer leaves with a beta-distributed probability. Spend by Gamma-Gamma (Fader and
/// Hardie 2013): invoice values are gamma-distributed with a customer's own scale. The parameters lie near the fit to the dataset
/// (r 1.42, alpha 66; p 3.55, q 3.44, v 269) with more one-time buyers, whom that fit to repeat customers leaves out.
/// </remarks>
internal struct ShopCustomer
{
    private const double RateShape = 1.0;
    private const double RateScaleDays = 62;
    private const double DropoutA = 0.14;
    private const double DropoutB = 1.1;
    private const double SpendShape = 3.55;
    private const double SpendRateShape = 3.44;
    private const double SpendRateScale = 269;

    private const double WholesalerShare = 0.015;
    private const double EveningShare = 0.05;

    /// <summary>A regular's gaps are sums of four exponentials: a quarter of the variance.</summary>
    private const int RegularGapShape = 4;

    internal SplitMix64 Random;

    /// <summary>Busy time of the next purchase.</summary>
    internal double NextPurchase;

    /// <summary>Purchases per day of busy time.</summary>
    internal double Rate;

    internal float Dropout;
    internal float SpendRate;
    internal float MeanLines;
    internal byte Country;
    internal bool IsWholesaler;
    internal bool BuysInEvenings;

    internal ShopCustomer(ulong seed, int index, double end)
    {
        Random = SplitMix64.For(seed, (ulong)index);
        IsWholesaler = Random.NextChance(WholesalerShare);
        BuysInEvenings = !IsWholesaler && Random.NextChance(EveningShare);
        Country = ShopCountries.Draw(ref Random, IsWholesaler);
        SpendRate = (float)(Random.NextGamma(SpendRateShape) / SpendRateScale);
        MeanLines = (float)(18 * Math.Exp(0.6 * Random.NextNormal()));
        if (IsWholesaler)
        {
            Rate = (15 + (75 * Math.Pow(Random.NextUnit(), 3))) / 365;
            Dropout = 0.004f;
            SpendRate /= (float)(2 + (6 * Random.NextExponential()));
            MeanLines *= 1.5f;
        }
        else
        {
            Rate = Math.Max(Random.NextGamma(RateShape) / RateScaleDays, 1e-5);
            Dropout = (float)Random.NextBeta(DropoutA, DropoutB);
        }

        // A third were customers when the records begin and show up soon; the others are won over time.
        double entry = Random.NextUnit();
        NextPurchase = end * (Random.NextChance(0.35) ? 0.15 * entry : entry);
    }

    /// <summary>After a purchase: decides whether the customer stays, and when the next purchase comes.</summary>
    internal bool Stays()
    {
        if (Random.NextChance(Dropout))
        {
            return false;
        }

        double gap = Random.NextExponential();
        if (IsWholesaler)
        {
            for (int part = 1; part < RegularGapShape; part++)
            {
                gap += Random.NextExponential();
            }

            gap /= RegularGapShape;
        }

        NextPurchase += gap / Rate;
        return true;
    }

    /// <summary>Draws the value that the next invoice aims at, in whole units of currency.</summary>
    internal double DrawSpend() => Random.NextGamma(SpendShape) / SpendRate;
}
