namespace ClvActors.Orleans.Silos;

/// <summary>A silo cannot join or form the cluster.</summary>
/// <param name="message">One clear line for the operator.</param>
/// <param name="cause">The underlying error.</param>
public sealed class ClusterRefusedException(string message, Exception? cause = null) : Exception(message, cause);
