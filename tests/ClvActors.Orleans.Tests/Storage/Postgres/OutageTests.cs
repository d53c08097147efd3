using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;
using ClvActors.Orleans.Storage.Postgres;
using ClvActors.Orleans.Tests.Postgres;

namespace ClvActors.Orleans.Tests.Storage.Postgres;

/// <summary>Each test that stops a server has one of its own.</summary>
public sealed class OutageTests(PostgresServer shared)
{
    private const int Customers = 40;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task WriteAsync_ServerRestartedAndKilledMeanwhile_KeepsEveryAcknowledgedStepOnce()
    {
        await using var server = new PostgresServer();
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server);
        using var stop = new CancellationTokenSource();
        var progress = new Progress();
        Task<long>[] writers = [.. Enumerable.Range(0, Customers).Select(customer => WriteUntilAsync(fixture.Store, customer, progress, stop.Token))];

        await progress.ReachAsync(500);
        await server.RestartAsync();
        await progress.ReachAsync(progress.Steps + 500);
        await server.KillAsync();
        await server.StartAsync();
        await progress.ReachAsync(progress.Steps + 500);
        await stop.CancelAsync();

        await AssertStepsAsync(fixture, await Task.WhenAll(writers));
    }

    [Fact]
    public async Task WriteAsync_SessionsAreKilledAgainAndAgain_KeepsEveryAcknowledgedStepOnce()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(shared);
        using var stop = new CancellationTokenSource();
        var progress = new Progress();
        Task<long>[] writers = [.. Enumerable.Range(0, Customers).Select(customer => WriteUntilAsync(fixture.Store, customer, progress, stop.Token))];

        for (int round = 0; round < 30; round++)
        {
            await progress.ReachAsync(progress.Steps + 30);
            await PostgresServer.ExecuteAsync(
                fixture.ConnectionString,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }

        await stop.CancelAsync();
        await AssertStepsAsync(fixture, await Task.WhenAll(writers));
    }

    [Fact]
    public async Task WriteAsync_ServerStaysAway_IsRefusedAndWorksAgainAfterwards()
    {
        await using var server = new PostgresServer();
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server, new PostgresStoreOptions
        {
            WriteRetryTime = TimeSpan.FromSeconds(1),
            ReadRetryTime = TimeSpan.FromSeconds(1),
        });
        Guid writer = Guid.NewGuid();
        await fixture.Store.WriteAsync(StoreFixture.Write("1", writer, 1, 1));
        await server.StopAsync();

        // A busy machine may come to one try only, and that must not meet a connection from before.
        fixture.Database.Clear();

        ServiceUnavailableException write = await Assert.ThrowsAsync<ServiceUnavailableException>(
            () => fixture.Store.WriteAsync(StoreFixture.Write("1", writer, 2, 2)));
        ServiceUnavailableException read = await Assert.ThrowsAsync<ServiceUnavailableException>(
            () => fixture.Store.ReadAsync(CustomerId.FromNumber(1), 0));
        ServiceUnavailableException partition = await Assert.ThrowsAsync<ServiceUnavailableException>(async () =>
        {
            await foreach (byte[] _ in fixture.Store.ReadPartitionAsync(0))
            {
            }
        });
        await server.StartAsync();
        await fixture.Store.WriteAsync(StoreFixture.Write("1", writer, 2, 2));

        Assert.Equal("The database does not take the lines: Connection refused.", write.Message);
        Assert.Equal("The database does not answer: Connection refused.", read.Message);
        Assert.Equal("The database does not answer: Connection refused.", partition.Message);
        Assert.False(write.IsStorageFull);
        Assert.Equal(2, (await fixture.Store.ReadAsync(CustomerId.FromNumber(1), 0)).Rows.Count);
    }

    [Fact]
    public async Task ReadAsync_ServerRestartedMeanwhile_WaitsForIt()
    {
        await using var server = new PostgresServer();
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server, new PostgresStoreOptions { ReadRetryTime = Patience });
        await fixture.Store.WriteAsync(StoreFixture.Write("1", Guid.NewGuid(), 1, 1));
        await server.StopAsync();

        Task<CustomerTail> read = fixture.Store.ReadAsync(CustomerId.FromNumber(1), 0);
        await server.StartAsync();

        Assert.Single((await read).Rows);
    }

    [Fact]
    public async Task WriteAsync_TableLockedForLongerThanATry_IsStoredOnceItIsFree()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(
            shared, new PostgresStoreOptions { AttemptTime = TimeSpan.FromMilliseconds(150) });
        await using Npgsql.NpgsqlConnection holder = new(fixture.ConnectionString);
        await holder.OpenAsync();
        await using Npgsql.NpgsqlTransaction transaction = await holder.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("LOCK TABLE clv_entry", holder))
        {
            await command.ExecuteNonQueryAsync();
        }

        Task write = fixture.Store.WriteAsync(StoreFixture.Write("1", Guid.NewGuid(), 1, 1));
        await WaitUntilATryWasCancelledAsync(fixture.ConnectionString);
        Assert.False(write.IsCompleted);
        await transaction.RollbackAsync();

        await write;
        Assert.Single((await fixture.Store.ReadAsync(CustomerId.FromNumber(1), 0)).Rows);
    }

    [Fact]
    public async Task WriteAsync_DiskFull_SaysSoAtOnce()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(shared);
        await FailInsertsAsync(fixture, condition: "true", state: "53100");

        ServiceUnavailableException refused = await Assert.ThrowsAsync<ServiceUnavailableException>(
            () => fixture.Store.WriteAsync(StoreFixture.Write("1", Guid.NewGuid(), 1, 1)));

        Assert.True(refused.IsStorageFull);
        Assert.Equal("The database's disk is full.", refused.Message);
        CustomerTail tail = await fixture.Store.ReadAsync(CustomerId.FromNumber(1), 0);
        Assert.Empty(tail.Rows);
        Assert.Null(tail.Entry);
    }

    [Fact]
    public async Task WriteAsync_OneRowOfAGroupThatTheDatabaseRefuses_FailsAlone()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(shared);
        await FailInsertsAsync(fixture, condition: "NEW.customer = '13'", state: "22000");

        Task[] writes = [.. Enumerable.Range(0, 50).Select(customer => fixture.Store.WriteAsync(StoreFixture.Write($"{customer}", Guid.NewGuid(), 1, 1)))];
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.IsType<ServiceUnavailableException>(writes[13].Exception?.InnerException);
        Assert.Equal(49, writes.Count(write => write.IsCompletedSuccessfully));
        Assert.Empty((await fixture.Store.ReadAsync(CustomerId.FromNumber(13), 0)).Rows);
    }

    [Theory]
    [InlineData("40P01")]
    [InlineData("40001")]
    [InlineData("53300")]
    [InlineData("57P01")]
    public async Task WriteAsync_FailsAFewTimesForATransientReason_IsStoredInTheEnd(string state)
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(shared);
        await PostgresServer.ExecuteAsync(fixture.ConnectionString, "CREATE SEQUENCE tries");
        await FailInsertsAsync(fixture, condition: "nextval('tries') <= 3", state);

        await fixture.Store.WriteAsync(StoreFixture.Write("1", Guid.NewGuid(), 1, 1));

        Assert.Single((await fixture.Store.ReadAsync(CustomerId.FromNumber(1), 0)).Rows);

        // A disk that stalls for ten seconds makes one more of it.
        Assert.InRange(await PostgresServer.ScalarAsync<long>(fixture.ConnectionString, "SELECT last_value FROM tries"), 4L, 6L);
    }

    private static Task FailInsertsAsync(StoreFixture fixture, string condition, string state) => PostgresServer.ExecuteAsync(
        fixture.ConnectionString,
        $"""
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {condition} THEN RAISE EXCEPTION 'refused by the test' USING ERRCODE = '{state}'; END IF;
                RETURN NEW;
            END $$;
        CREATE TRIGGER refuse BEFORE INSERT ON clv_entry FOR EACH ROW EXECUTE FUNCTION refuse();
        """);

    private static async Task WaitUntilATryWasCancelledAsync(string connectionString)
    {
        // Of two statements that wait for the lock one after the other the first was given up. Not in the holder's transaction, which would see its first look again and again.
        await using var connection = new Npgsql.NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        using var limit = new CancellationTokenSource(Patience);
        var seen = new HashSet<DateTime>();
        while (seen.Count < 2)
        {
            Assert.False(limit.IsCancellationRequested, "no second try was seen to wait for the lock");
            await using var look = new Npgsql.NpgsqlCommand(
                "SELECT query_start FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", connection);
            if (await look.ExecuteScalarAsync() is DateTime started)
            {
                seen.Add(started);
            }
        }
    }

    /// <summary>Writes step after step, row and entry of each with its number, as one activation does.</summary>
    private static async Task<long> WriteUntilAsync(PostgresCustomerStore store, int customer, Progress progress, CancellationToken stop)
    {
        Guid writer = Guid.NewGuid();
        long step = 0;
        while (!stop.IsCancellationRequested)
        {
            step++;
            await store.WriteAsync(StoreFixture.Write($"{customer}", writer, step, step, BitConverter.GetBytes(step), BitConverter.GetBytes(step)));
            progress.Count();
        }

        return step;
    }

    private static async Task AssertStepsAsync(StoreFixture fixture, long[] acknowledged)
    {
        for (int customer = 0; customer < acknowledged.Length; customer++)
        {
            CustomerTail tail = await fixture.Store.ReadAsync(CustomerId.FromNumber(customer), 0);
            Assert.Equal(Enumerable.Range(1, (int)acknowledged[customer]).Select(step => (long)step), tail.Rows.Select(row => row.Sequence));
            Assert.Equal(tail.Rows.Select(row => row.Sequence), tail.Rows.Select(row => BitConverter.ToInt64(row.Lines)));
            Assert.Equal(acknowledged[customer], BitConverter.ToInt64(tail.Entry));
        }
    }

    private sealed class Progress
    {
        private readonly Lock _lock = new();
        private long _target = long.MaxValue;
        private TaskCompletionSource _reached = new();
        private long _steps;

        public long Steps => Interlocked.Read(ref _steps);

        public void Count()
        {
            lock (_lock)
            {
                if (++_steps >= _target)
                {
                    _reached.TrySetResult();
                }
            }
        }

        public Task ReachAsync(long steps)
        {
            lock (_lock)
            {
                _target = steps;
                _reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                if (_steps >= steps)
                {
                    _reached.TrySetResult();
                }

                return _reached.Task.WaitAsync(Patience);
            }
        }
    }
}
