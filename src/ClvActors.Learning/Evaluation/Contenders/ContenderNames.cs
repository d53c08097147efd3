namespace ClvActors.Learning.Evaluation.Contenders;

/// <summary>Names of contenders in tables and documents.</summary>
public static class ContenderNames
{
    /// <summary>The model that this project serves.</summary>
    public const string Champion = "champion";

    /// <summary>The training mean for everyone.</summary>
    public const string NaiveMean = "naive mean";

    /// <summary>BG/NBD x Gamma-Gamma by plain maximum likelihood.</summary>
    public const string BuyTillYouDie = "BG/NBD + Gamma-Gamma";

    /// <summary>BG/NBD x Gamma-Gamma with the published penalty of 0.01.</summary>
    public const string PenalisedBuyTillYouDie = "BG/NBD + Gamma-Gamma, penalty 0.01";

    /// <summary>The published LightGBM parameters on the 22 features.</summary>
    public const string ReferenceBoosting = "reference LightGBM";

    /// <summary>LightGBM's squared error on log spend with tuned parameters on all features.</summary>
    public const string TunedBoosting = "tuned LightGBM";

    /// <summary>MBG/NBD's probability of a purchase.</summary>
    public const string PurchaseProbability = "MBG/NBD";

    /// <summary>BG/NBD alone, for numbers of purchases.</summary>
    public const string BgNbd = "BG/NBD";

    /// <summary>BG/NBD with the parameters that were published for CDNOW.</summary>
    public const string PublishedBgNbd = "BG/NBD, published parameters";

    /// <summary>Past purchases per week times the weeks ahead.</summary>
    public const string PurchaseRate = "past rate";

    /// <summary>No purchase for anyone.</summary>
    public const string AllZeros = "all zeros";

    /// <summary>The champion without the pooling of its lowest predictions.</summary>
    public const string UnpooledChampion = "champion, not pooled";
}
