using System.Diagnostics;

namespace ClvActors.Host.Telemetry;

/// <summary>Middleware after routing that decides by its route whether a request is traced.</summary>
/// <remarks>
/// Whoever sends <c>traceparent</c> has decided already. A page in place of a failure or of what is not there is routed as a second request: what was decided stays, because spans beneath the request's may
/// have been exported. Only a request that matched nothing at first is decided by its page.
/// </remarks>
internal sealed class RequestSampling(RequestDelegate next, TraceBudget budget)
{
    private static readonly object Decided = new();

    /// <summary>Runs the request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (Activity.Current is { IsAllDataRequested: true, HasRemoteParent: false } span && RequestSpans.RouteOf(context) is { } route && context.Items.TryAdd(Decided, null) && !budget.TryTake(route))
        {
            RequestSpans.Leave(span);
        }

        return next(context);
    }
}
