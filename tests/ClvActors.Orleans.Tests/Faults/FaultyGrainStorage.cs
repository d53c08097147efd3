using Orleans.Storage;

namespace ClvActors.Orleans.Tests.Faults;

/// <summary>Grain storage that fails now and then: checkpoints of customers and the aggregator's state.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage inner, SeededFaults faults) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        faults.BeforeRead();
        await inner.ReadStateAsync(stateName, grainId, grainState);
    }

    // Of a write whose answer is lost the writer does not learn the new version either.
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        string? before = grainState.ETag;
        bool isDone = false;
        try
        {
            await faults.RunAsync(() => inner.WriteStateAsync(stateName, grainId, grainState));
            isDone = true;
        }
        finally
        {
            grainState.ETag = isDone ? grainState.ETag : before;
        }
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        inner.ClearStateAsync(stateName, grainId, grainState);
}
