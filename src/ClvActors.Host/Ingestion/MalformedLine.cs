namespace ClvActors.Host.Ingestion;

/// <summary>A line that could not be read.</summary>
/// <param name="Line">Line of the text from 1, the CSV header included; in a JSON array the element from 1.</param>
/// <param name="Message">What is wrong with it.</param>
public readonly record struct MalformedLine(long Line, string Message);
