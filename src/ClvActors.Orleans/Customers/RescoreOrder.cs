namespace ClvActors.Orleans.Customers;

/// <summary>Asks a customer to stand at a view.</summary>
/// <param name="ViewVersion">The view that the silo must have.</param>
/// <param name="AsOfDay">Day number to stand at; the silo's later one wins.</param>
/// <param name="Sequence">Sequence number under which a changed value is told.</param>
[GenerateSerializer, Immutable, Alias("clv.rescore-order")]
public sealed record RescoreOrder(
    [property: Id(0)] long ViewVersion, [property: Id(1)] int AsOfDay, [property: Id(2)] long Sequence);
