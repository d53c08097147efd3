using ClvActors.Domain.Scoring;

namespace ClvActors.Embedded.Shards;

/// <summary>What readers see of one customer.</summary>
/// <param name="Record">The record; null before the first rescore.</param>
/// <param name="ChangeSequence">Sequence number under which the value was last told to the feed; 0 before.</param>
/// <param name="History">Values at past month ends, oldest first.</param>
internal readonly record struct RecordEntry(CustomerRecord? Record, long ChangeSequence, IReadOnlyList<ValuePoint> History);
