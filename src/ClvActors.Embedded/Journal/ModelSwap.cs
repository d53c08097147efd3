namespace ClvActors.Embedded.Journal;

/// <summary>Which model bundle serves from a frame on.</summary>
/// <param name="BundleId">Its id.</param>
/// <param name="Fingerprint">Fingerprint of its files, so that a replay with others is noticed.</param>
/// <param name="Folder">Where it was read.</param>
public sealed record ModelSwap(string BundleId, string Fingerprint, string Folder);
