using ClvActors.Domain.Features;

namespace ClvActors.Domain.Population;

/// <summary>One published version of the population's rank edges.</summary>
/// <param name="Version">0 for "none yet", then 1, 2, ...</param>
/// <param name="Recency">Edges of recency, most recent first.</param>
/// <param name="Frequency">Edges of frequency.</param>
/// <param name="Monetary">Edges of spend.</param>
/// <remarks>Immutable; safe on any thread.</remarks>
public sealed record RankEdges(long Version, QuintileEdges Recency, QuintileEdges Frequency, QuintileEdges Monetary)
{
    /// <summary>The edges before the first settling: everyone is in quintile 3.</summary>
    public static RankEdges None { get; } = new(0, default, default, default);

    /// <summary>Takes the edges of a population.</summary>
    /// <param name="version">Their version.</param>
    /// <param name="recency">Recency order.</param>
    /// <param name="frequency">Frequency order.</param>
    /// <param name="monetary">Spend order.</param>
    /// <returns>The edges, or those of <see cref="None"/> with the version when the population is empty.</returns>
    public static RankEdges Of(
        long version, MergedOrder<RankKey> recency, MergedOrder<RankKey> frequency, MergedOrder<RankKey> monetary) =>
        recency.Count == 0
            ? None with { Version = version }
            : new RankEdges(version, QuintileEdges.Of(recency), QuintileEdges.Of(frequency), QuintileEdges.Of(monetary));

    /// <summary>Whether two versions place everyone alike.</summary>
    public bool HasSameEdges(RankEdges other) =>
        Recency == other.Recency && Frequency == other.Frequency && Monetary == other.Monetary;

    /// <summary>The scores of a customer with a purchase in the window: the quintile, and 6 minus it for recency.</summary>
    public RfmScores ScoresOf(in RankKeys keys) =>
        Recency == default
            ? new RfmScores(3, 3, 3)
            : new RfmScores(
                (byte)(6 - Recency.QuintileOf(keys.Recency)),
                (byte)Frequency.QuintileOf(keys.Frequency),
                (byte)Monetary.QuintileOf(keys.Monetary));
}
