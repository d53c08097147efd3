using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Bundles;

/// <summary>A bundle fresh from training, with everything that <see cref="BundleWriter"/> needs.</summary>
/// <param name="Manifest">The manifest; hashes of the parts are filled in when it is written.</param>
/// <param name="Trees">The trees of every part, in the manifest's order.</param>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record TrainedBundle(BundleManifest Manifest, IReadOnlyList<TreeEnsemble> Trees);
