using ClvActors.Domain.Cleaning;
using ClvActors.Host.Rejects;

namespace ClvActors.Host.Api.Answers;

/// <summary>Rejected lines by reason, in the order in which the reasons are tried.</summary>
/// <param name="Reasons">Every reason, also those that never occurred.</param>
internal sealed record RejectsAnswer(IReadOnlyList<RejectsOfReason> Reasons)
{
    /// <summary>Puts counts and examples together.</summary>
    public static RejectsAnswer Of(IngestCounts counts, RejectSamples samples) => new(
    [
        .. Enum.GetValues<RejectReason>().Select(reason => new RejectsOfReason(
            reason.Name(),
            counts.Rejected(reason),
            [.. samples.Of(reason).Select(sample => new RejectedLineAnswer(sample.SeenAt, sample.Source, sample.Line, sample.Message, sample.Text))])),
    ]);
}

/// <summary>Rejected lines of one reason.</summary>
/// <param name="Reason">Name of the reason.</param>
/// <param name="Count">How many lines were rejected for it, ever.</param>
/// <param name="Samples">Examples since this server started, newest first.</param>
internal sealed record RejectsOfReason(string Reason, long Count, IReadOnlyList<RejectedLineAnswer> Samples);

/// <summary>One rejected line.</summary>
/// <param name="SeenAt">When the server looked at it.</param>
/// <param name="Source"><c>http</c>, <c>upload</c>, <c>replay</c> or <c>demo</c>.</param>
/// <param name="Line">Line of the text from 1, header included; absent when it is not known.</param>
/// <param name="Message">What is wrong with it; absent when the reason says all.</param>
/// <param name="Text">The line, shortened; absent when it is not known.</param>
internal sealed record RejectedLineAnswer(DateTimeOffset SeenAt, string Source, long? Line, string? Message, string? Text);
