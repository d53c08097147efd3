namespace ClvActors.Host.Replay;

/// <summary>The replay cannot do now what was asked of it; nothing has changed.</summary>
/// <param name="message">Why, and what can be done instead.</param>
internal sealed class ReplayRefusedException(string message) : Exception(message);
