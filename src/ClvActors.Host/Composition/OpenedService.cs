using ClvActors.Domain.Service;

namespace ClvActors.Host.Composition;

/// <summary>A service that is ready to serve, and what is to be disposed after the web server has stopped.</summary>
/// <param name="service">The service.</param>
/// <param name="owner">Ends it: closes the log, or leaves the cluster.</param>
/// <param name="mapMore">Maps paths that only this service has; null for none.</param>
internal sealed class OpenedService(ICustomerValueService service, IAsyncDisposable owner, Action<IEndpointRouteBuilder>? mapMore = null) : IAsyncDisposable
{
    /// <summary>The service.</summary>
    public ICustomerValueService Service { get; } = service;

    /// <summary>Maps paths that only this service has.</summary>
    public void MapMore(IEndpointRouteBuilder routes) => mapMore?.Invoke(routes);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => owner.DisposeAsync();
}
