using ClvActors.Domain.Population;
using ClvActors.Host.Errors;

namespace ClvActors.Host.Api;

/// <summary>Reads query parameters; what does not fit is told with the allowed values.</summary>
internal static class QueryParameters
{
    /// <summary>The names of the segments as messages list them.</summary>
    public static string SegmentList { get; } = string.Join(", ", ClvSegmentNames.All);

    /// <summary>Reads a whole number; absent and empty mean the default.</summary>
    /// <exception cref="RequestRefusedException">422: it is no number or out of range.</exception>
    public static int WholeNumber(string name, string? text, int standard, int least, int most)
    {
        if (string.IsNullOrEmpty(text))
        {
            return standard;
        }

        return int.TryParse(text, out int value) && value >= least && value <= most
            ? value
            : throw Invalid(most == int.MaxValue ? $"{name} must be a whole number from {least}." : $"{name} must be a whole number from {least} to {most}.");
    }

    /// <summary>Reads <c>include</c>.</summary>
    /// <returns>Whether lapsed customers are wanted.</returns>
    /// <exception cref="RequestRefusedException">422: it is neither absent nor <c>lapsed</c>.</exception>
    public static bool IncludesLapsed(string? include) => include switch
    {
        null or "" => false,
        "lapsed" => true,
        _ => throw Invalid("include must be lapsed or absent."),
    };

    /// <summary>Reads <c>segment</c>; absent and empty mean all.</summary>
    /// <exception cref="RequestRefusedException">422: there is no such segment.</exception>
    public static ClvSegment? Segment(string? name)
    {
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        return ClvSegmentNames.TryParse(name, out ClvSegment segment) ? segment : throw Invalid($"segment must be one of {SegmentList}.");
    }

    /// <summary>A refusal with status 422.</summary>
    public static RequestRefusedException Invalid(string message) =>
        new(StatusCodes.Status422UnprocessableEntity, ErrorCodes.InvalidParameter, message);
}
