namespace ClvActors.Learning.Evaluation.PurchaseCounts;

/// <summary>All that a customer bought on one day, which counts as one purchase.</summary>
/// <param name="Date">The day.</param>
/// <param name="Quantity">Items, 0 or more.</param>
/// <param name="Spend">Money, 0 or more.</param>
public readonly record struct PurchaseDay(DateOnly Date, double Quantity, double Spend);
