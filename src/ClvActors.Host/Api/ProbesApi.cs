using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ClvActors.Host.Api;

/// <summary>What a supervisor and a load balancer ask: whether the process lives, and whether it is to be sent requests.</summary>
internal static class ProbesApi
{
    /// <summary>How long the service may take to say how it stands; probes usually give up after a few seconds themselves.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1.5);

    private const string Stopping = "The server is stopping.";

    /// <summary>Maps <c>GET /health/live</c> and <c>GET /health/ready</c>.</summary>
    public static void MapProbes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Json(ReadinessAnswer.Live))
            .WithName("live").WithTags("Operation")
            .WithSummary("Whether the process answers")
            .WithDescription("Asks nobody else: a database that is away is no reason to restart this process.")
            .Produces<ReadinessAnswer>()
            .DisableHttpMetrics();

        routes.MapGet("/health/ready", ReadyAsync)
            .WithName("ready").WithTags("Operation")
            .WithSummary("Whether requests should be sent here")
            .WithDescription("503 with a reason while the log is recovered or the cluster joined, once the log has failed, while the cluster does not answer within 1.5 seconds, and while the server stops.")
            .Produces<ReadinessAnswer>().Produces<ReadinessAnswer>(StatusCodes.Status503ServiceUnavailable)
            .DisableHttpMetrics();
    }

    private static async Task<JsonHttpResult<ReadinessAnswer>> ReadyAsync(
        ICustomerValueService service, IHostApplicationLifetime lifetime, TimeProvider time, CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return NotReady(Stopping);
        }

        try
        {
            ServiceStatus status = await service.StatusAsync(cancellation).AsTask().WaitAsync(Limit, time, cancellation);
            return status.Fault is { } fault ? NotReady(fault) : TypedResults.Json(ReadinessAnswer.Ready);
        }
        catch (TimeoutException)
        {
            return NotReady("The service does not say in time how it stands.");
        }
        catch (ServiceUnavailableException unavailable)
        {
            return NotReady(unavailable.Message);
        }
        catch (ObjectDisposedException)
        {
            return NotReady(Stopping);
        }
    }

    private static JsonHttpResult<ReadinessAnswer> NotReady(string reason) =>
        TypedResults.Json(ReadinessAnswer.NotReady(reason), statusCode: StatusCodes.Status503ServiceUnavailable);
}
