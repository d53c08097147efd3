namespace ClvActors.Embedded.Engine;

/// <summary>Something that the commit loop is asked to do in its turn.</summary>
internal abstract record EngineCommand
{
    /// <summary>Make a batch durable and apply it.</summary>
    internal sealed record Ingest(PendingBatch Batch) : EngineCommand;

    /// <summary>Anything else, run between two commit groups.</summary>
    internal sealed record Between(Action<EngineCore> Action, TaskCompletionSource Done) : EngineCommand;
}
