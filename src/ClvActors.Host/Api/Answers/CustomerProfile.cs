using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;

namespace ClvActors.Host.Api.Answers;

/// <summary>The features that people look at first.</summary>
/// <param name="CustomerId">An integer or a text.</param>
/// <param name="RecencyDays">Days since the last purchase in the window.</param>
/// <param name="Frequency">Invoices in the window.</param>
/// <param name="MonetaryTotal">Spend in the window.</param>
/// <param name="MonetaryAvg">Mean spend per invoice.</param>
/// <param name="TenureDays">Days from the first to the last purchase in the window.</param>
/// <param name="UniqueProducts">Distinct stock codes.</param>
/// <param name="UkCustomer">Whether any line went to the United Kingdom.</param>
/// <param name="RfmCombinedScore">Sum of the three quintile scores.</param>
public sealed record CustomerProfile(
    CustomerId CustomerId, double RecencyDays, int Frequency, double MonetaryTotal, double MonetaryAvg, double TenureDays, int UniqueProducts, bool UkCustomer, int RfmCombinedScore)
{
    /// <summary>Takes the profile out of a feature vector.</summary>
    public static CustomerProfile Of(CustomerId id, FeatureVector features) => new(
        id, features.RecencyDays, features.Frequency, features.MonetaryTotal, features.MonetaryAverage, features.TenureDays,
        features.UniqueProducts, features.IsUnitedKingdom, features.CombinedScore);
}
