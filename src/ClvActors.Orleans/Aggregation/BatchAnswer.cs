namespace ClvActors.Orleans.Aggregation;

/// <summary>The aggregator's answer to a completed batch.</summary>
/// <param name="Verdict">What the caller has to do.</param>
/// <param name="AsOfDay">Day number of the as-of date, or -1.</param>
/// <param name="ViewVersion">The view that has it.</param>
[GenerateSerializer, Immutable, Alias("clv.batch-answer")]
public sealed record BatchAnswer([property: Id(0)] BatchVerdict Verdict, [property: Id(1)] int AsOfDay, [property: Id(2)] long ViewVersion);
