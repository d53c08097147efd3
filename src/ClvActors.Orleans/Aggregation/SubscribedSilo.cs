using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Aggregation;

/// <summary>A silo that hears of views.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Observer">Its ear.</param>
[GenerateSerializer, Immutable, Alias("clv.subscribed-silo")]
public sealed record SubscribedSilo([property: Id(0)] SiloAddress Silo, [property: Id(1)] IPopulationViewObserver Observer);
