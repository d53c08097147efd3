using ClvActors.Learning.Bundles;
using ClvActors.Learning.Monitoring.Baselines;

namespace ClvActors.Host.Models;

/// <summary>One folder below <c>--models</c>, looked at whole.</summary>
/// <param name="Id">The folder's name.</param>
/// <param name="Manifest">What the bundle is; null when it is broken.</param>
/// <param name="Fingerprint">Hash over its files; null when it is broken.</param>
/// <param name="Baseline">The population that it was trained on, with what it decides by; null without such a file.</param>
/// <param name="Problem">Why it cannot serve; null when it can.</param>
public sealed record ShelvedBundle(string Id, BundleManifest? Manifest, string? Fingerprint, PopulationBaseline? Baseline, string? Problem);
