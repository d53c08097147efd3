namespace ClvActors.Learning.ValueModels;

/// <summary>A value model fresh from training, with the fits of its buy-till-you-die models.</summary>
/// <param name="Model">The model.</param>
/// <param name="Invoices">The fit where every invoice is a purchase.</param>
/// <param name="PurchaseDays">The fit where every day with an invoice is one purchase.</param>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record ValueModelFit(ValueModel Model, CustomerBaseFit Invoices, CustomerBaseFit PurchaseDays);
