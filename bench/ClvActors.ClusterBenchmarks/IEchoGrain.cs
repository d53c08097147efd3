namespace ClvActors.ClusterBenchmarks;

/// <summary>A grain that does nothing.</summary>
public interface IEchoGrain : IGrainWithIntegerKey
{
    /// <summary>Answers.</summary>
    ValueTask Ping();
}
