using ClvActors.Domain.Scoring;

namespace ClvActors.Learning.Bundles;

/// <summary>Reads model bundles from their folders.</summary>
/// <remarks>Stateless; safe on any thread.</remarks>
public sealed class BundleSource : IModelSource
{
    /// <inheritdoc/>
    public IValueModel Open(string folder) => ModelBundle.Load(folder);
}
