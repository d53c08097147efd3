#if ORLEANS
using Orleans.Dashboard;

namespace ClvActors.Host.Composition;

/// <summary>Serves Orleans' dashboard beside the API.</summary>
internal static class OrleansDashboard
{
    private const string Path = "/orleans";

    /// <summary>Maps the dashboard of a silo, which lives in a container of its own, into the web server.</summary>
    /// <param name="routes">The web server's routes.</param>
    /// <param name="silo">The silo's services.</param>
    public static void Map(IEndpointRouteBuilder routes, IServiceProvider silo)
    {
        SiloRoutes own = new(routes, silo);
        ((IEndpointConventionBuilder)own.MapOrleansDashboard(Path)).Finally(endpoint =>
        {
            // Its handlers look for grains and options in the request's services.
            RequestDelegate inner = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async context =>
            {
                IServiceProvider before = context.RequestServices;
                context.RequestServices = silo;
                try
                {
                    await inner(context);
                }
                finally
                {
                    context.RequestServices = before;
                }
            };
        });
        foreach (EndpointDataSource source in own.DataSources)
        {
            routes.DataSources.Add(source);
        }
    }

    private sealed class SiloRoutes(IEndpointRouteBuilder web, IServiceProvider silo) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => silo;

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => web.CreateApplicationBuilder();
    }
}
#endif
