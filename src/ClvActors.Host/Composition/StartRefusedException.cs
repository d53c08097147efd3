namespace ClvActors.Host.Composition;

/// <summary>The server cannot start with this data directory or model.</summary>
/// <param name="message">One clear line for the operator.</param>
/// <param name="cause">The underlying error.</param>
public sealed class StartRefusedException(string message, Exception? cause = null) : Exception(message, cause);
