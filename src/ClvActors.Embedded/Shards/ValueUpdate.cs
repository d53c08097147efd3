using ClvActors.Domain.Scoring;

namespace ClvActors.Embedded.Shards;

/// <summary>A customer whose value differs from what was last told.</summary>
internal readonly record struct ValueUpdate(int Slot, CustomerRecord Record);
