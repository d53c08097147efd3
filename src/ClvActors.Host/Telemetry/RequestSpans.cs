using System.Diagnostics;

namespace ClvActors.Host.Telemetry;

/// <summary>Middleware that names a request's span by its route: the path would name the customer.</summary>
/// <remarks>
/// Scrapes and probes leave no trace. Where a budget limits traces, requests without a route (pages' files, wrong paths) share one, and a failure of ours that was not traced still leaves its request's span.
/// Attributes follow OpenTelemetry's semantic conventions for HTTP servers 1.40.
/// </remarks>
internal sealed class RequestSpans(RequestDelegate next, TraceBudget? budget)
{
    private const string WithoutRoute = "request without a route";
    private const string Failure = "failed request";
    private static readonly string[] Quiet = ["/metrics", "/health"];

    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        Activity? span = Activity.Current;
        if (span is null)
        {
            await next(context);
            return;
        }

        if (Quiet.Any(quiet => context.Request.Path.StartsWithSegments(quiet)))
        {
            Leave(span);
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            string? route = RouteOf(context);
            bool hasFailed = context.Response.StatusCode >= StatusCodes.Status500InternalServerError;
            DecideAgain(span, route, hasFailed);
            if (span.IsAllDataRequested)
            {
                Describe(span, context, route, hasFailed);
            }
        }
    }

    /// <summary>The pattern that the request matched; null before routing and without a match.</summary>
    public static string? RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;

    /// <summary>Leaves a span, and what would begin beneath it, out of the traces.</summary>
    public static void Leave(Activity span)
    {
        span.IsAllDataRequested = false;
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private void DecideAgain(Activity span, string? route, bool hasFailed)
    {
        if (budget is null || span.HasRemoteParent)
        {
            return;
        }

        if (!span.IsAllDataRequested && hasFailed && budget.TryTake(Failure))
        {
            span.IsAllDataRequested = true;
            span.ActivityTraceFlags |= ActivityTraceFlags.Recorded;
        }
        else if (span.IsAllDataRequested && route is null && !hasFailed && !budget.TryTake(WithoutRoute))
        {
            Leave(span);
        }
    }

    private static void Describe(Activity span, HttpContext context, string? route, bool hasFailed)
    {
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method);
        span.SetTag("http.route", route);
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (hasFailed)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
