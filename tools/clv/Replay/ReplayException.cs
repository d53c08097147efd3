namespace ClvActors.CommandLine.Replay;

/// <summary>A replay cannot go on; the message is one clear sentence.</summary>
internal sealed class ReplayException(string message) : Exception(message);
