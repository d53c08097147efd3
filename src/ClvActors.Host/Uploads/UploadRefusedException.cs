namespace ClvActors.Host.Uploads;

/// <summary>A file cannot be taken.</summary>
/// <param name="message">What is wrong with it and what to do, in one sentence for the person who chose it.</param>
internal sealed class UploadRefusedException(string message) : Exception(message);
