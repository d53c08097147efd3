using ClvActors.Domain.Service;

namespace ClvActors.Host.Composition;

/// <summary>The one place that names the engine behind <see cref="ICustomerValueService"/>.</summary>
public static class EngineComposition
{
    /// <summary>Opens the engine on the data directory, recovered and ready to serve.</summary>
    /// <param name="options">Data directory, models, clock, shards and time zone.</param>
    /// <param name="time">Wall clock and intervals.</param>
    /// <param name="logs">Where the engine reports recovery and faults.</param>
    /// <returns>The service; the caller disposes it.</returns>
    /// <exception cref="StartRefusedException">The directory or the model cannot be used.</exception>
    public static ICustomerValueService Open(HostOptions options, TimeProvider time, ILoggerFactory logs) =>
        throw new NotSupportedException("This build of the server has no engine.");
}
