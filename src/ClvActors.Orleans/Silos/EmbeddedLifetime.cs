using Microsoft.Extensions.Hosting;

namespace ClvActors.Orleans.Silos;

/// <summary>Leaves the process's signals to whoever started the silo.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
