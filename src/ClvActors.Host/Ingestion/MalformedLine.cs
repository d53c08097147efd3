using System.Text.Json.Serialization;

namespace ClvActors.Host.Ingestion;

/// <summary>A line that could not be read.</summary>
/// <param name="Line">Line of the text from 1, the CSV header included; in a JSON array the element from 1.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Text">The line itself, cut to a readable length, for the examples of rejected lines; null where it is not kept. Not part of the answer.</param>
public readonly record struct MalformedLine(long Line, string Message, [property: JsonIgnore] string? Text = null);
