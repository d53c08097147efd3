namespace ClvActors.Learning.Bundles.Parts;

/// <summary>What is added to the sum of a part's trees.</summary>
/// <param name="Kind"><see cref="None"/> or <see cref="BuyTillYouDie"/>.</param>
/// <param name="Constant">Added in any case; finite.</param>
/// <param name="FadeCentre">Value in whole units of currency at which half of the trees' correction of the buy-till-you-die score is left; null when it does not fade.</param>
/// <param name="FadePower">How steeply it fades; null when it does not.</param>
public sealed record PartOffset(string Kind, double Constant, double? FadeCentre = null, double? FadePower = null)
{
    /// <summary>The constant alone.</summary>
    public const string None = "none";

    /// <summary>The mean log value of the bundle's two buy-till-you-die models too.</summary>
    public const string BuyTillYouDie = "buy_till_you_die";

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<string> All { get; } = [None, BuyTillYouDie];
}
