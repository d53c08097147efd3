using ClvActors.Orleans.Serialization;

namespace ClvActors.Orleans.Aggregation;

/// <summary>How the cluster stands.</summary>
/// <param name="Sequence">The newest sequence number that is durable and applied.</param>
/// <param name="ToldThrough">The newest sequence number up to which the change feed is complete.</param>
/// <param name="Counts">The twelve numbers over all lines ever completed.</param>
/// <param name="IsSettled">Whether everyone stands at the view and nothing was completed since.</param>
/// <param name="EdgesAge">Time since edges were taken, or null.</param>
/// <param name="Silos">Silos that hear of views.</param>
/// <param name="Numbered">The newest sequence number given out.</param>
/// <param name="ViewVersion">The published view.</param>
[GenerateSerializer, Immutable, Alias("clv.cluster-status")]
public sealed record ClusterStatus(
    [property: Id(0)] long Sequence,
    [property: Id(1)] long ToldThrough,
    [property: Id(2)] long[] Counts,
    [property: Id(3)] bool IsSettled,
    [property: Id(4)] TimeSpan? EdgesAge,
    [property: Id(5)] int Silos,
    [property: Id(6)] long Numbered,
    [property: Id(7)] long ViewVersion)
{
    /// <summary>What an older program did not write reads as this.</summary>
    public ClusterStatus()
        : this(0, 0, EmptyTally.Numbers, false, null, 0, 0, 0)
    {
    }
}
