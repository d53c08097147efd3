using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>The plain page that shows that the server is alive.</summary>
internal static class PageApi
{
    private static readonly byte[] Html = Load();

    /// <summary>Maps <c>GET /</c>.</summary>
    public static void MapPage(this IEndpointRouteBuilder routes) => routes.MapGet("/", Show).ExcludeFromDescription();

    private static FileContentHttpResult Show(HttpResponse response)
    {
        // The page needs nothing from elsewhere, so nothing from elsewhere is allowed in.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; form-action 'none'";
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Bytes(Html, "text/html; charset=utf-8");
    }

    private static byte[] Load()
    {
        using Stream stream = typeof(PageApi).Assembly.GetManifestResourceStream("index.html")!;
        byte[] html = new byte[stream.Length];
        stream.ReadExactly(html);
        return html;
    }
}
