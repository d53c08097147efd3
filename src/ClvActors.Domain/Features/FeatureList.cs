namespace ClvActors.Domain.Features;

/// <summary>A named and versioned list of features that a model can be trained on: the first so many of a vector's.</summary>
/// <param name="Name">Name in bundles, snapshots and commands.</param>
/// <param name="Version">Version of the rules behind the names.</param>
/// <param name="Count">How many of a vector's features belong to it.</param>
/// <remarks>Immutable; safe on any thread.</remarks>
public sealed record FeatureList(string Name, int Version, int Count)
{
    /// <summary>The names, in the model's order; their positions are those of a vector.</summary>
    public IReadOnlyList<string> Names { get; } = [.. FeatureSet.Names.Take(Count)];
}
