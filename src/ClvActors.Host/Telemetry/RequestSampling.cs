using System.Diagnostics;

namespace ClvActors.Host.Telemetry;

/// <summary>Middleware after routing that decides by its route whether a request is traced.</summary>
/// <remarks>Whoever sends <c>traceparent</c> has decided already.</remarks>
internal sealed class RequestSampling(RequestDelegate next, TraceBudget budget)
{
    /// <summary>Runs the request.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        if (Activity.Current is { IsAllDataRequested: true, HasRemoteParent: false } span && RequestSpans.RouteOf(context) is { } route && !budget.TryTake(route))
        {
            RequestSpans.Leave(span);
        }

        return next(context);
    }
}
