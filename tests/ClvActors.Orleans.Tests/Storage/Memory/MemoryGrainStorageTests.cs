using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Tests.Serialization;
using Orleans.Storage;
using MemoryGrainStorage = ClvActors.Orleans.Storage.Memory.MemoryGrainStorage;

namespace ClvActors.Orleans.Tests.Storage.Memory;

public sealed class MemoryGrainStorageTests
{
    private static readonly GrainId Grain = GrainId.Create("customer", "1");

    private readonly MemoryGrainStorage _storage = new(new MemoryGrainStorage.Contents(), OrleansSerializer.OfEverything);

    [Fact]
    public async Task ReadStateAsync_NothingWritten_HasNoRecord()
    {
        GrainState<CustomerCheckpoint> state = await ReadAsync();
        Assert.False(state.RecordExists);
        Assert.Null(state.ETag);
    }

    [Fact]
    public async Task ReadStateAsync_WhatWasWritten_IsACopy()
    {
        GrainState<CustomerCheckpoint> written = new(new CustomerCheckpoint { JournalSequence = 7 });
        await _storage.WriteStateAsync("customer", Grain, written);
        written.State!.JournalSequence = 8;
        GrainState<CustomerCheckpoint> read = await ReadAsync();
        Assert.Equal((true, 7L, written.ETag), (read.RecordExists, read.State!.JournalSequence, read.ETag));
    }

    [Fact]
    public async Task WriteStateAsync_StaleVersion_ConflictsAndKeepsWhatIsThere()
    {
        GrainState<CustomerCheckpoint> first = new(new CustomerCheckpoint { JournalSequence = 1 });
        await _storage.WriteStateAsync("customer", Grain, first);
        GrainState<CustomerCheckpoint> second = await ReadAsync();
        second.State!.JournalSequence = 2;
        await _storage.WriteStateAsync("customer", Grain, second);

        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("customer", Grain, first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("customer", Grain, new GrainState<CustomerCheckpoint>(new CustomerCheckpoint())));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("customer", Grain, first));
        Assert.Equal(2, (await ReadAsync()).State!.JournalSequence);
    }

    [Fact]
    public async Task ClearStateAsync_CurrentVersion_LeavesNothing()
    {
        GrainState<CustomerCheckpoint> state = new(new CustomerCheckpoint());
        await _storage.WriteStateAsync("customer", Grain, state);
        await _storage.ClearStateAsync("customer", Grain, state);
        Assert.False((await ReadAsync()).RecordExists);
        await _storage.WriteStateAsync("customer", Grain, state);
        Assert.True((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task ReadStateAsync_OtherNameOrGrain_IsAnother()
    {
        await _storage.WriteStateAsync("customer", Grain, new GrainState<CustomerCheckpoint>(new CustomerCheckpoint()));
        Assert.False((await ReadAsync("other")).RecordExists);
        GrainState<CustomerCheckpoint> state = new(new CustomerCheckpoint());
        await _storage.ReadStateAsync("customer", GrainId.Create("customer", "2"), state);
        Assert.False(state.RecordExists);
    }

    private async Task<GrainState<CustomerCheckpoint>> ReadAsync(string name = "customer")
    {
        GrainState<CustomerCheckpoint> state = new(new CustomerCheckpoint());
        await _storage.ReadStateAsync(name, Grain, state);
        return state;
    }
}
