using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Aggregation;

/// <summary>What a silo learns when it joins.</summary>
/// <param name="View">The newest view.</param>
/// <param name="Folder">Where the bundle that serves was found.</param>
[GenerateSerializer, Immutable, Alias("clv.subscription")]
public sealed record Subscription([property: Id(0)] PopulationView View, [property: Id(1)] string Folder);
