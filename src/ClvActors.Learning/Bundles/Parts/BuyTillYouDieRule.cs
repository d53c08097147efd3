namespace ClvActors.Learning.Bundles.Parts;

/// <summary>The buy-till-you-die models of a bundle.</summary>
/// <param name="Days">Days ahead that the derived inputs cover.</param>
/// <param name="Invoices">Fitted to customers with repeat purchases, every invoice a purchase: half of the derived inputs.</param>
/// <param name="PurchaseDays">Fitted to the same customers, every day with an invoice one purchase: the other half.</param>
/// <param name="Population">
/// Fitted to the whole history of everyone, one-time buyers too, every day with an invoice one purchase: P(alive), expected purchases and the next order.
/// Null when the bundle says nothing of these.
/// </param>
public sealed record BuyTillYouDieRule(int Days, CustomerBaseRule Invoices, CustomerBaseRule PurchaseDays, FittedModel? Population);
