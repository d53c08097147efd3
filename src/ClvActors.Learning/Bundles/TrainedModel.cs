using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Bundles;

/// <summary>A model fresh from training, with everything that <see cref="BundleWriter"/> needs.</summary>
/// <param name="Manifest">The manifest; its model file is described when it is written.</param>
/// <param name="Model">The trees.</param>
public sealed record TrainedModel(BundleManifest Manifest, TreeEnsemble Model);
