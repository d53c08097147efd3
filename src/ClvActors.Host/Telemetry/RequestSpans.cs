using System.Diagnostics;

namespace ClvActors.Host.Telemetry;

/// <summary>Middleware that names a request's span by its route: the path would name the customer.</summary>
/// <remarks>Scrapes and probes leave no trace. Attributes follow OpenTelemetry's semantic conventions for HTTP servers 1.40.</remarks>
internal sealed class RequestSpans(RequestDelegate next)
{
    private static readonly string[] Quiet = ["/metrics", "/health"];

    /// <summary>Runs the request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (Activity.Current is not { IsAllDataRequested: true } span)
        {
            await next(context);
            return;
        }

        if (Quiet.Any(quiet => context.Request.Path.StartsWithSegments(quiet)))
        {
            span.IsAllDataRequested = false;
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            string? route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
            span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
            span.SetTag("http.request.method", context.Request.Method);
            span.SetTag("http.route", route);
            span.SetTag("http.response.status_code", context.Response.StatusCode);
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                span.SetStatus(ActivityStatusCode.Error);
            }
        }
    }
}
