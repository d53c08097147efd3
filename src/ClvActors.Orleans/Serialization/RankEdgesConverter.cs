using ClvActors.Domain.Population;

namespace ClvActors.Orleans.Serialization;

/// <summary>Has Orleans serialize <see cref="RankEdges"/>.</summary>
[RegisterConverter]
public sealed class RankEdgesConverter : IConverter<RankEdges, RankEdgesSurrogate>
{
    /// <inheritdoc/>
    public RankEdges ConvertFromSurrogate(in RankEdgesSurrogate surrogate) => surrogate.ToEdges();

    /// <inheritdoc/>
    public RankEdgesSurrogate ConvertToSurrogate(in RankEdges value) => new(value);
}
