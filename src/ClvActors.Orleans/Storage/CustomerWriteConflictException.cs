namespace ClvActors.Orleans.Storage;

/// <summary>Another activation of the same customer has written in between; nothing of this write was kept.</summary>
/// <param name="message">Which customer and which step.</param>
public sealed class CustomerWriteConflictException(string message) : Exception(message);
