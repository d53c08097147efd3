using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;

namespace ClvActors.Orleans.Storage.Memory;

/// <summary>Keeps grain states in this process's memory: for a first try and for tests; nothing survives the process.</summary>
/// <remarks>
/// States are kept serialized, as a database would, and every write checks the version that was read before. Silos of one process may share the contents. Safe
/// on any thread.
/// </remarks>
/// <param name="contents">What is kept.</param>
/// <param name="serializer">Writes and reads the states.</param>
public sealed class MemoryGrainStorage(MemoryGrainStorage.Contents contents, Serializer serializer) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (contents.States.TryGetValue((stateName, grainId), out (byte[] Bytes, long Version) kept))
        {
            grainState.State = serializer.Deserialize<T>(kept.Bytes);
            grainState.ETag = kept.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
        else
        {
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        byte[] bytes = serializer.SerializeToArray(grainState.State);
        lock (contents)
        {
            string? stored = Version(stateName, grainId);
            if (stored != grainState.ETag)
            {
                return Conflict(stored, grainState.ETag);
            }

            long next = stored is null ? 1 : long.Parse(stored, CultureInfo.InvariantCulture) + 1;
            contents.States[(stateName, grainId)] = (bytes, next);
            grainState.ETag = next.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (contents)
        {
            string? stored = Version(stateName, grainId);
            if (stored != grainState.ETag)
            {
                return Conflict(stored, grainState.ETag);
            }

            contents.States.TryRemove((stateName, grainId), out _);
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    private static Task Conflict(string? stored, string? own) =>
        Task.FromException(new InconsistentStateException("The state was written by another activation.", stored ?? "", own ?? ""));

    private string? Version(string stateName, GrainId grainId) =>
        contents.States.TryGetValue((stateName, grainId), out (byte[] Bytes, long Version) kept)
            ? kept.Version.ToString(CultureInfo.InvariantCulture)
            : null;

    /// <summary>The states of one cluster.</summary>
    public sealed class Contents
    {
        internal ConcurrentDictionary<(string Name, GrainId Grain), (byte[] Bytes, long Version)> States { get; } = new();
    }
}
