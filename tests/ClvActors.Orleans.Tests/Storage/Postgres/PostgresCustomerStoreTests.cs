using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Postgres;
using ClvActors.Orleans.Tests.Postgres;

namespace ClvActors.Orleans.Tests.Storage.Postgres;

public sealed class PostgresCustomerStoreTests(PostgresServer server)
{
    private static readonly Guid First = new("11111111-1111-1111-1111-111111111111");

    [Theory]
    [InlineData(0)]
    [InlineData(0xD800)]
    public void WriteAsync_IdThatNoDatabaseTextMayHold_IsRefusedAloneAndAtOnce(int unit)
    {
        string id = $"a{(char)unit}b";
        using var database = PostgresDatabase.Open("Host=127.0.0.1;Database=none");
        var store = new PostgresCustomerStore(database, new PostgresStoreOptions(), TimeProvider.System, seed: 1);

        Assert.Throws<ArgumentException>(() => { _ = store.WriteAsync(StoreFixture.Write(id, First, 1, 1)); });
    }

    [Fact]
    public async Task WriteAsync_ManyWaiting_GoInFarFewerCommitsThanWrites()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server);

        await Task.WhenAll(Enumerable.Range(1, 1_000).Select(customer =>
            fixture.Store.WriteAsync(StoreFixture.Write($"{customer}", First, 1, 1, new byte[100], new byte[50]))));

        Assert.InRange(fixture.Store.Commits, 1, 100);
        Assert.Equal(150_000, fixture.Store.BytesWritten);
        Assert.Equal(1_000L, await PostgresServer.ScalarAsync<long>(fixture.ConnectionString, "SELECT count(*) FROM clv_journal"));
    }

    [Fact]
    public async Task WriteAsync_ManyWaitingOfOneCustomer_KeepTheirOrder()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server);

        await Task.WhenAll(Enumerable.Range(1, 40).Select(step =>
            fixture.Store.WriteAsync(StoreFixture.Write("5", First, step, step, [(byte)step], [(byte)step]))));

        CustomerTail tail = await fixture.Store.ReadAsync(CustomerId.FromNumber(5), 0);
        Assert.Equal(Enumerable.Range(1, 40).Select(step => (byte)step), tail.Rows.Select(row => row.Lines[0]));
        Assert.Equal([40], tail.Entry);
    }

    [Fact]
    public async Task WriteAsync_LargerThanAGroupMayBe_GoesAlone()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server, new PostgresStoreOptions { MostBytesPerGroup = 1_000 });
        byte[] large = new byte[3_000_000];
        new Random(5).NextBytes(large);

        await Task.WhenAll(
            fixture.Store.WriteAsync(StoreFixture.Write("1", First, 1, 1, large)),
            fixture.Store.WriteAsync(StoreFixture.Write("2", First, 1, 1, large)));

        Assert.Equal(large, (await fixture.Store.ReadAsync(CustomerId.FromNumber(2), 0)).Rows[0].Lines);
    }

    [Fact]
    public async Task WriteAsync_AfterDispose_IsRefused()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server);
        Task last = fixture.Store.WriteAsync(StoreFixture.Write("1", First, 1, 1));

        await fixture.Store.DisposeAsync();

        Assert.True(last.IsCompletedSuccessfully, "what was handed in before is stored before the store closes");
        Assert.Throws<ObjectDisposedException>(() => { _ = fixture.Store.WriteAsync(StoreFixture.Write("1", First, 2, 2)); });
    }

    [Fact]
    public async Task ReadPartitionAsync_SeveralPages_HasEveryEntryOfThePartitionOnceAndNoOther()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server, new PostgresStoreOptions { EntriesPerPage = 7 });
        await Task.WhenAll(Enumerable.Range(0, 100).Select(customer => fixture.Store.WriteAsync(
            StoreFixture.Write(customer % 3 == 0 ? $"x{customer}" : $"{customer}", First, 1, 1, entry: [(byte)customer], partition: customer % 4))));

        foreach (int partition in Enumerable.Range(0, 5))
        {
            var seen = new List<byte>();
            await foreach (byte[] entry in fixture.Store.ReadPartitionAsync(partition))
            {
                seen.Add(entry[0]);
            }

            Assert.Equal(Enumerable.Range(0, 100).Where(customer => customer % 4 == partition).Select(customer => (byte)customer), seen.Order());
        }
    }
}
