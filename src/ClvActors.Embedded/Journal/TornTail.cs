namespace ClvActors.Embedded.Journal;

/// <summary>The rest of an unfinished commit that recovery cut off.</summary>
/// <param name="Offset">Where the log now ends.</param>
/// <param name="Bytes">How many bytes were cut.</param>
public readonly record struct TornTail(long Offset, long Bytes);
