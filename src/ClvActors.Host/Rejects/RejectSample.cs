using ClvActors.Domain.Cleaning;

namespace ClvActors.Host.Rejects;

/// <summary>One line that was rejected, as an example for people.</summary>
/// <param name="Reason">Why.</param>
/// <param name="SeenAt">When the server looked at it.</param>
/// <param name="Source">Where it came from: <c>http</c>, <c>replay</c>, <c>demo</c>, <c>upload</c>.</param>
/// <param name="Line">Line of the text, header included, from 1; null where the source has no lines of text or they are not known any more.</param>
/// <param name="Message">What is wrong with it beyond the reason; null when the reason says all.</param>
/// <param name="Text">The line, or its fields separated by commas, cut to <see cref="RejectSamples.LongestText"/> characters; null when it is not known any more.</param>
public sealed record RejectSample(RejectReason Reason, DateTimeOffset SeenAt, string Source, long? Line, string? Message, string? Text);
