using ClvActors.Domain.Cleaning;

namespace ClvActors.Domain.Service;

/// <summary>What became of a batch, told once it is durable, applied, scored and visible.</summary>
/// <param name="Counts">Counts over the batch alone.</param>
/// <param name="Sequence">The batch's durable sequence number.</param>
/// <param name="AsOf">The as-of date after the batch; null before there is one.</param>
public sealed record IngestResult(IngestCounts Counts, long Sequence, DateOnly? AsOf);
