namespace ClvActors.Learning.Monitoring;

/// <summary>Which bundle is meant: its name, and which training of that name where that is known.</summary>
/// <param name="Id">The bundle's name.</param>
/// <param name="Fingerprint">Hash over its files; null where they were not found, and in files of versions that did not write it.</param>
public readonly record struct BundleIdentity(string Id, string? Fingerprint)
{
    /// <summary>Whether nothing that is known tells two bundles apart.</summary>
    public bool MayBe(BundleIdentity other) => Id == other.Id && (Fingerprint is null || other.Fingerprint is null || Fingerprint == other.Fingerprint);
}
