using ClvActors.Domain.Cleaning;

namespace ClvActors.Orleans.Serialization;

/// <summary>The twelve numbers of a tally in which nothing was counted, for messages that have none; nobody writes to them.</summary>
internal static class EmptyTally
{
    /// <summary>Twelve zeros.</summary>
    public static long[] Numbers { get; } = new IngestCounts().ToArray();
}
