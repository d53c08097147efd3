using ClvActors.Orleans.Storage.Postgres;
using ClvActors.Orleans.Tests.Postgres;
using Npgsql;
using Orleans.Storage;

namespace ClvActors.Orleans.Tests.Storage.Postgres;

/// <summary>Orleans' own providers against the statements of the migration.</summary>
public sealed class AdoNetProviderTests(PostgresServer server)
{
    [Fact]
    public async Task GrainStorage_SiloThatWroteStops_TheOtherSiloReadsAndClears()
    {
        string connectionString = await MigratedAsync();
        await using var first = new AdoNetSilo(connectionString);
        await using var second = new AdoNetSilo(connectionString);
        await first.StartAsync();
        await second.StartAsync();
        string[] keys = [.. Enumerable.Range(0, 20).Select(at => $"Zoë {at} o'Neill")];
        foreach (string key in keys)
        {
            await first.Grains.GetGrain<IStoredTextGrain>(key).Write("first " + key);
            await first.Grains.GetGrain<IStoredTextGrain>(key).Write("last " + key);
        }

        await first.StopAsync();

        foreach (string key in keys)
        {
            IStoredTextGrain grain = second.Grains.GetGrain<IStoredTextGrain>(key);
            Assert.Equal("last " + key, await grain.Read());
            await grain.Clear();
            Assert.Equal("", await grain.Read());
            await grain.Write("again");
            Assert.Equal("again", await grain.Read());
        }

        Assert.Equal(20L, await PostgresServer.ScalarAsync<long>(connectionString, "SELECT count(*) FROM orleans_storage WHERE version = 4"));
    }

    [Fact]
    public async Task Membership_SilosComeAndGo_RowsFollowAndDeadOnesAreCleaned()
    {
        string connectionString = await MigratedAsync();
        await using var first = new AdoNetSilo(connectionString);
        await using var second = new AdoNetSilo(connectionString);
        await using var elsewhere = new AdoNetSilo(connectionString, clusterId: "other");
        await first.StartAsync();
        await second.StartAsync();
        await elsewhere.StartAsync();

        MembershipTableData all = await first.Membership.ReadAll();
        Assert.Equal(
            new[] { first.Address, second.Address }.Select(address => address.ToParsableString()).Order(),
            all.Members.Select(member => member.Item1.SiloAddress.ToParsableString()).Order());
        Assert.All(all.Members, member => Assert.Equal(SiloStatus.Active, member.Item1.Status));

        await second.StopAsync();
        MembershipEntry stopped = Assert.Single((await first.Membership.ReadRow(second.Address)).Members).Item1;
        Assert.Equal(SiloStatus.Dead, stopped.Status);

        await first.Membership.CleanupDefunctSiloEntries(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Empty((await first.Membership.ReadRow(second.Address)).Members);
        Assert.Single((await first.Membership.ReadRow(first.Address)).Members);
        Assert.Single((await elsewhere.Membership.ReadAll()).Members);
    }

    [Fact]
    public async Task Membership_EveryOperation_KeepsTheTablesVersion()
    {
        string connectionString = await MigratedAsync();
        await using var silo = new AdoNetSilo(connectionString);
        IMembershipTable table = silo.Membership;
        await table.InitializeMembershipTable(true);
        await table.InitializeMembershipTable(true);
        Assert.Equal(0, (await table.ReadAll()).Version.Version);

        MembershipEntry one = Entry(1);
        TableVersion zero = (await table.ReadAll()).Version.Next();
        Assert.True(await table.InsertRow(one, zero));
        Assert.False(await table.InsertRow(Entry(2), zero), "an older version of the table");
        Assert.Equal(1, (await table.ReadAll()).Version.Version);
        TableVersion next = (await table.ReadAll()).Version.Next();
        Assert.False(await table.InsertRow(one, next), "the silo is there already");
        Assert.Equal(1, (await table.ReadAll()).Version.Version);
        Assert.False(await table.UpdateRow(Entry(3), "", next), "a silo that is not there");
        Assert.Equal(1, (await table.ReadAll()).Version.Version);

        one.Status = SiloStatus.Active;
        one.SuspectTimes = [Tuple.Create(SiloAddress.New(System.Net.IPAddress.Loopback, 9, 9), new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc))];
        Assert.True(await table.UpdateRow(one, "", next));
        Assert.False(await table.UpdateRow(one, "", next), "an older version of the table");
        one.IAmAliveTime = one.IAmAliveTime.AddMinutes(5);
        await table.UpdateIAmAlive(one);

        MembershipTableData read = await table.ReadRow(one.SiloAddress);
        MembershipEntry found = Assert.Single(read.Members).Item1;
        Assert.Equal(2, read.Version.Version);
        Assert.Equal(SiloStatus.Active, found.Status);
        Assert.Equal(one.IAmAliveTime, found.IAmAliveTime);
        Assert.Equal(one.StartTime, found.StartTime);
        Assert.Equal((one.SiloName, one.HostName, one.ProxyPort), (found.SiloName, found.HostName, found.ProxyPort));
        Assert.Equal(one.SuspectTimes, found.SuspectTimes);

        await table.CleanupDefunctSiloEntries(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Single((await table.ReadAll()).Members);
        await table.DeleteMembershipTableEntries("test");
        Assert.Equal(
            0L, await PostgresServer.ScalarAsync<long>(connectionString, "SELECT (SELECT count(*) FROM orleans_membership) + count(*) FROM orleans_membership_version"));
    }

    [Fact]
    public async Task Membership_ManyInsertAtOneVersion_OneSucceeds()
    {
        string connectionString = await MigratedAsync();
        await using var silo = new AdoNetSilo(connectionString);
        await silo.Membership.InitializeMembershipTable(true);
        for (int round = 0; round < 10; round++)
        {
            TableVersion version = (await silo.Membership.ReadAll()).Version.Next();
            int from = round * 10;

            bool[] inserted = await Task.WhenAll(Enumerable.Range(from, 8).Select(port => silo.Membership.InsertRow(Entry(port + 1), version)));

            Assert.Single(inserted, isInserted => isInserted);
            Assert.Equal(round + 1, (await silo.Membership.ReadAll()).Members.Count);
        }
    }

    [Theory]
    [InlineData("text")]
    [InlineData("deleting")]
    public async Task GrainStorage_OldETag_IsInconsistent(string name)
    {
        string connectionString = await MigratedAsync();
        await using var silo = new AdoNetSilo(connectionString);
        await silo.StartAsync();
        IGrainStorage storage = silo.Storage(name);
        var id = GrainId.Create("test", "one");
        GrainState<StoredText> mine = new(new StoredText { Text = "mine" });
        GrainState<StoredText> theirs = new(new StoredText { Text = "theirs" });

        await storage.WriteStateAsync("state", id, mine);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", id, theirs));
        await storage.ReadStateAsync("state", id, theirs);
        Assert.Equal("mine", theirs.State!.Text);
        await storage.WriteStateAsync("state", id, theirs);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", id, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("state", id, mine));

        await storage.ClearStateAsync("state", id, theirs);
        Assert.False(theirs.RecordExists);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("state", id, mine));
        GrainState<StoredText> fresh = new();
        await storage.ReadStateAsync("state", id, fresh);
        Assert.False(fresh.RecordExists);
        fresh.State = new StoredText { Text = "new" };
        await storage.WriteStateAsync("state", id, fresh);
        await storage.ReadStateAsync("state", id, mine);
        Assert.Equal("new", mine.State!.Text);
    }

    [Fact]
    public async Task GrainStorage_KeysOfEveryKind_AreKeptApart()
    {
        string connectionString = await MigratedAsync();
        await using var silo = new AdoNetSilo(connectionString);
        await silo.StartAsync();
        IGrainStorage storage = silo.Storage("text");
        var guid = new Guid("01234567-89ab-cdef-0123-456789abcdef");
        GrainId[] ids =
        [
            GrainId.Create(GrainType.Create("a"), GrainIdKeyExtensions.CreateIntegerKey(7)), GrainId.Create(GrainType.Create("a"), GrainIdKeyExtensions.CreateIntegerKey(7, "x")),
            GrainId.Create(GrainType.Create("a"), GrainIdKeyExtensions.CreateGuidKey(guid)), GrainId.Create(GrainType.Create("a"), GrainIdKeyExtensions.CreateGuidKey(guid, "x")),
            GrainId.Create("a", "text"), GrainId.Create("a", "Text"), GrainId.Create("a", "text "),
        ];
        foreach (GrainId id in ids)
        {
            await storage.WriteStateAsync("state", id, new GrainState<StoredText>(new StoredText { Text = id.ToString() }));
            await storage.WriteStateAsync("other", id, new GrainState<StoredText>(new StoredText { Text = "other" }));
        }

        foreach (GrainId id in ids)
        {
            GrainState<StoredText> read = new();
            await storage.ReadStateAsync("state", id, read);
            Assert.Equal(id.ToString(), read.State!.Text);
        }
    }

    private async Task<string> MigratedAsync()
    {
        string connectionString = await server.CreateDatabaseAsync();
        await using NpgsqlDataSource database = PostgresDatabase.Open(connectionString);
        await DatabaseMigration.RunAsync(database);
        return connectionString + ";Maximum Pool Size=10";
    }

    private static MembershipEntry Entry(int port) => new()
    {
        SiloAddress = SiloAddress.New(System.Net.IPAddress.Loopback, port, generation: 1),
        SiloName = $"silo {port}",
        HostName = "host",
        Status = SiloStatus.Joining,
        ProxyPort = port + 1_000,
        StartTime = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
        IAmAliveTime = new DateTime(2026, 1, 1, 0, 0, 1, DateTimeKind.Utc),
    };
}
