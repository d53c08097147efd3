using ClvActors.Host.Dashboard.Portfolio;
using ClvActors.Host.Live;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Radzen;

namespace ClvActors.Host.Dashboard.Shell;

/// <summary>Puts the pages into the server.</summary>
internal static class DashboardApplication
{
    // Scripts come from this server alone, none stands in a page. Radzen's components set styles and handlers of events (Radzen.activeElement = null) as attributes.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; script-src-attr 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";

    private const string NotFoundPath = "/not-found";
    private const string FailurePath = "/failure";

    /// <summary>How the web server finds the pages' files, whatever program it runs in: its own, or a test's.</summary>
    public static WebApplicationOptions BuilderOptions() => new()
    {
        ApplicationName = typeof(DashboardApplication).Assembly.GetName().Name,
        ContentRootPath = AppContext.BaseDirectory,
    };

    /// <summary>Adds what the pages need.</summary>
    public static void AddDashboard(this WebApplicationBuilder builder, HostOptions options)
    {
        // Published files lie in wwwroot; those of a build are found through its manifest, in production too.
        builder.WebHost.UseStaticWebAssets();

        // A build (not a publication) would also map every path to files that were added since; a GET of a path that only takes POST would then be 404 instead of 405.
        builder.Configuration["DisableStaticAssetNotFoundRuntimeFallback"] = "true";
        IServiceCollection services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents(circuits =>
        {
            // A circuit holds one browser's page; a laptop that slept longer gets a fresh one by reloading.
            circuits.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(2);
            circuits.DisconnectedCircuitMaxRetained = 50;
            circuits.JSInteropDefaultCallTimeout = TimeSpan.FromSeconds(20);
        });
        services.AddRadzenComponents();
        services.AddHttpContextAccessor();

        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(keys => keys.XmlRepository = new KeysInMemory());
        services.AddSingleton(new Formats(options));
        services.AddSingleton<LiveStatus>().AddHostedService(provider => provider.GetRequiredService<LiveStatus>());
        services.AddSingleton<PortfolioCache>();
        services.AddSingleton<PopulationWatch>().AddHostedService(provider => provider.GetRequiredService<PopulationWatch>());
    }

    /// <summary>Adds what stands before routing: designed pages for what is not there, and security headers.</summary>
    public static void UseDashboard(this WebApplication application)
    {
        application.Use((context, next) =>
        {
            context.Response.Headers.XContentTypeOptions = "nosniff";
            context.Response.OnStarting(() =>
            {
                if (context.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true && !context.Request.Path.StartsWithSegments("/docs"))
                {
                    context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
                    context.Response.Headers["Referrer-Policy"] = "same-origin";
                }

                return Task.CompletedTask;
            });
            return next(context);
        });
        application.UseWhen(PageRequests.IsNavigation, pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = FailurePath, CreateScopeForErrors = true });
            pages.UseStatusCodePagesWithReExecute(NotFoundPath, createScopeForStatusCodePages: true);
        });
    }

    /// <summary>Maps the pages and their files.</summary>
    public static void MapDashboard(this WebApplication application)
    {
        application.MapStaticAssets();
        FrameworkScript.Map(application);
        PortfolioCsvApi.Map(application);
        ThemeChoice.Map(application);
        application.MapRazorComponents<App>().AddInteractiveServerRenderMode(server => server.ContentSecurityFrameAncestorsPolicy = null);
    }
}
