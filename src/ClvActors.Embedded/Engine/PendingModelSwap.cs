using ClvActors.Domain.Scoring;
using ClvActors.Embedded.Telemetry;

namespace ClvActors.Embedded.Engine;

/// <summary>A model swap under way.</summary>
/// <param name="model">The bundle that is to serve.</param>
/// <param name="name">The name under which the library keeps it.</param>
internal sealed class PendingModelSwap(IValueModel model, string name)
{
    private readonly TaskCompletionSource _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The bundle that is to serve.</summary>
    public IValueModel Model => model;

    /// <summary>The name under which the library keeps it.</summary>
    public string Name => name;

    /// <summary>When it began, as <see cref="EngineInstruments.Start"/> gives it.</summary>
    public long Start { get; } = EngineInstruments.Start();

    /// <summary>Completes when the new population is published.</summary>
    public Task Completion => _completion.Task;

    /// <summary>Tells the caller that it is done.</summary>
    public void Complete() => _completion.TrySetResult();

    /// <summary>Tells the caller that it will not be done.</summary>
    public void Fail(Exception reason) => _completion.TrySetException(reason);
}
