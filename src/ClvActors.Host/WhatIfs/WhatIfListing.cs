namespace ClvActors.Host.WhatIfs;

/// <summary>Stored what-ifs, newest first.</summary>
/// <param name="Items">The newest of them.</param>
/// <param name="Total">How many were ever stored.</param>
/// <param name="IsKept">Whether they survive a restart; not so without a data directory.</param>
public sealed record WhatIfListing(IReadOnlyList<StoredWhatIf> Items, long Total, bool IsKept);
