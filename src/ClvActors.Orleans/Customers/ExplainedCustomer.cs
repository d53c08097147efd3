using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Customers;

/// <summary>A customer and the reasons for its score.</summary>
/// <param name="Entry">The customer.</param>
/// <param name="Contributions">The exact SHAP value of every feature in the order of the feature set, and last the base; empty unless the model scored the customer.</param>
/// <param name="HorizonDays">Days that the predicted value covers.</param>
/// <param name="ViewVersion">The view that it stands at.</param>
[GenerateSerializer, Immutable, Alias("clv.explained-customer")]
public sealed record ExplainedCustomer(
    [property: Id(0)] CustomerEntry Entry,
    [property: Id(1)] double[] Contributions,
    [property: Id(2)] int HorizonDays,
    [property: Id(3)] long ViewVersion);
