using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Dashboard.Shell;

/// <summary>Which theme a browser has chosen; it is remembered in a cookie, so that the server renders the right one at once.</summary>
/// <remarks>The switch is a form that is posted: it works without a circuit and without a script. The choice is no secret and changes nothing on the server, so the form carries no antiforgery token.</remarks>
internal static class ThemeChoice
{
    /// <summary>Follows the system's setting.</summary>
    public const string System = "system";

    /// <summary>Where the choice is posted.</summary>
    public const string Path = "/theme";

    private const string Cookie = "clv-theme";

    /// <summary>The choices in the order in which the switch offers them.</summary>
    public static IReadOnlyList<string> All { get; } = [System, "light", "dark"];

    /// <summary>The browser's choice; <see cref="System"/> without one.</summary>
    public static string Of(HttpRequest? request) => request?.Cookies[Cookie] is { } chosen && All.Contains(chosen) ? chosen : System;

    /// <summary>Maps the switch.</summary>
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Path, (Delegate)ChooseAsync).DisableAntiforgery().ExcludeFromDescription();

    private static async Task<Results<RedirectHttpResult, BadRequest>> ChooseAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
        {
            return TypedResults.BadRequest();
        }

        IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
        string chosen = form["theme"].ToString();
        if (!All.Contains(chosen))
        {
            return TypedResults.BadRequest();
        }

        context.Response.Cookies.Append(Cookie, chosen, new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
        return TypedResults.LocalRedirect(BackTo(form["back"].ToString()));
    }

    // Only a path of this server: nobody can be sent elsewhere from here.
    private static string BackTo(string back) =>
        back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) && !back.Contains('\\', StringComparison.Ordinal) && !back.Any(char.IsControl) ? back : "/";
}
