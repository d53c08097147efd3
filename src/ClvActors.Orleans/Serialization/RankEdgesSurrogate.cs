using ClvActors.Domain.Population;

namespace ClvActors.Orleans.Serialization;

/// <summary><see cref="RankEdges"/> on the wire and in storage: version and twelve (value, id) pairs, or the version alone for edges of nobody.</summary>
[GenerateSerializer, Immutable, Alias("clv.rank-edges")]
public struct RankEdgesSurrogate
{
    /// <summary>The version.</summary>
    [Id(0)]
    public long Version { get; set; }

    /// <summary>The values, four each of recency, frequency and spend; empty for edges of nobody.</summary>
    [Id(1)]
    public long[] Values { get; set; }

    /// <summary>The ids that go with the values.</summary>
    [Id(2)]
    public CustomerIdSurrogate[] Ids { get; set; }

    /// <summary>Takes edges apart.</summary>
    public RankEdgesSurrogate(RankEdges edges)
    {
        Version = edges.Version;
        if (edges.Recency == default)
        {
            Values = [];
            Ids = [];
            return;
        }

        RankKey[] keys = [.. Keys(edges.Recency), .. Keys(edges.Frequency), .. Keys(edges.Monetary)];
        Values = Array.ConvertAll(keys, key => key.Value);
        Ids = Array.ConvertAll(keys, key => new CustomerIdSurrogate(key.Id));
    }

    /// <summary>The edges again.</summary>
    public readonly RankEdges ToEdges() =>
        Values is not { Length: > 0 } ? RankEdges.None with { Version = Version } : new RankEdges(Version, Edges(0), Edges(4), Edges(8));

    private static RankKey[] Keys(QuintileEdges edges) => [edges.First, edges.Second, edges.Third, edges.Fourth];

    private readonly QuintileEdges Edges(int first) => new(Key(first), Key(first + 1), Key(first + 2), Key(first + 3));

    private readonly RankKey Key(int index) => new(Values[index], Ids[index].ToId());
}
