using ClvActors.Domain.Service;
using Orleans.TestingHost;

namespace ClvActors.Orleans.Tests.Clusters;

/// <summary>A silo, its service, and the news of its end: a client whose connection breaks.</summary>
internal sealed class LiveSilo(InProcessSiloHandle handle) : IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    public InProcessSiloHandle Handle => handle;

    public ICustomerValueService Service { get; } = MemoryCluster.ServiceOf(handle);

    /// <summary>Cancelled once the silo is gone.</summary>
    public CancellationToken Gone => _gone.Token;

    public Task EndAsync() => _gone.CancelAsync();

    public void Dispose() => _gone.Dispose();
}
