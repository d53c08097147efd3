using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Host.Monitoring;

/// <summary>The bundle that serves, as far as its files were found.</summary>
/// <param name="BundleId">Its name.</param>
/// <param name="Bundle">The bundle itself; null when no folder holds it.</param>
/// <param name="Baseline">The baseline of its training; null without one.</param>
/// <param name="Note">One sentence on what was found.</param>
internal sealed record ServedModel(string BundleId, ModelBundle? Bundle, PopulationBaseline? Baseline, string Note)
{
    /// <summary>Which training of the name it is, as far as that is known.</summary>
    public BundleIdentity Identity => new(BundleId, Bundle?.Fingerprint);

    /// <summary>Fingerprints of the bundles of its name that give its customers other predictions.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];
}
