namespace ClvActors.Host.Api.Answers;

/// <summary>Whether requests should be sent here.</summary>
/// <param name="Status"><c>ready</c> or <c>not_ready</c>; of <c>/health/live</c> always <c>live</c>.</param>
/// <param name="Reason">Why not; absent when ready.</param>
public sealed record ReadinessAnswer(string Status, string? Reason = null)
{
    /// <summary>The process answers.</summary>
    internal static ReadinessAnswer Live { get; } = new("live");

    /// <summary>Requests are welcome.</summary>
    internal static ReadinessAnswer Ready { get; } = new("ready");

    /// <summary>Requests should go elsewhere, or wait.</summary>
    internal static ReadinessAnswer NotReady(string reason) => new("not_ready", reason);
}
