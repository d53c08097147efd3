namespace ClvActors.Orleans.Partitions;

/// <summary>A changed value as the feed tells it.</summary>
/// <param name="Sequence">Sequence number under which it changed.</param>
/// <param name="Entry">The customer then.</param>
[GenerateSerializer, Immutable, Alias("clv.told-change")]
public sealed record ToldChange([property: Id(0)] long Sequence, [property: Id(1)] CustomerEntry Entry);
