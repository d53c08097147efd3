namespace ClvActors.ClusterBenchmarks;

/// <inheritdoc/>
public sealed class EchoGrain : Grain, IEchoGrain
{
    /// <inheritdoc/>
    public ValueTask Ping() => ValueTask.CompletedTask;
}
