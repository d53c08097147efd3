namespace ClvActors.Host.Api.Answers;

/// <summary>The log in numbers.</summary>
/// <param name="Syncs">Syncs since the process started.</param>
/// <param name="Bytes">Bytes in the log.</param>
/// <param name="FileSystem">File system that holds the log, such as <c>ext4</c>; empty when unknown.</param>
public sealed record LogAnswer(long Syncs, long Bytes, string FileSystem);
