namespace ClvActors.Orleans.Aggregation;

/// <summary>A batch's number.</summary>
/// <param name="Sequence">The sequence number, ascending from 1, not without gaps.</param>
/// <param name="Epoch">Counts the aggregator's activations; a ticket holds in its own only.</param>
/// <param name="ViewVersion">The newest view when it was given: it has left every month behind that was closed before; 0 from an older program.</param>
[GenerateSerializer, Immutable, Alias("clv.batch-ticket")]
public readonly record struct BatchTicket([property: Id(0)] long Sequence, [property: Id(1)] long Epoch, [property: Id(2)] long ViewVersion = 0);
