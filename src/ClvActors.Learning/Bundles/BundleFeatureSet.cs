namespace ClvActors.Learning.Bundles;

/// <summary>The feature set that a model was trained on.</summary>
/// <param name="Name">Name of the set.</param>
/// <param name="Version">Version of the rules behind the names.</param>
public sealed record BundleFeatureSet(string Name, int Version);
