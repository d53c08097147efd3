namespace ClvActors.CommandLine;

/// <summary>Arguments that parse, each for itself, but cannot be obeyed; the message is one clear line.</summary>
internal sealed class WrongArgumentsException(string message) : Exception(message);
