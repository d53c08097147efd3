namespace ClvActors.Host.Dashboard.Shell;

/// <summary>Tells people who open a page from programs that call the API.</summary>
internal static class PageRequests
{
    private static readonly PathString[] Programs = ["/api", "/openapi", "/metrics", "/health", "/docs", "/_framework", "/_content", "/_blazor"];

    /// <summary>Whether a browser wants a page to show: such a request is never answered with JSON.</summary>
    public static bool IsNavigation(HttpContext context) =>
        (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method))
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !Array.Exists(Programs, path => context.Request.Path.StartsWithSegments(path));
}
