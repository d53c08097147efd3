namespace ClvActors.Host.Api.Answers;

/// <summary>The log in numbers.</summary>
/// <param name="Syncs">Syncs since the process started.</param>
/// <param name="Bytes">Bytes in the log.</param>
public sealed record LogAnswer(long Syncs, long Bytes);
