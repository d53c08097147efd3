using System.Diagnostics;
using ClvActors.Domain.Population;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Postgres;
using ClvActors.Orleans.Tests.Postgres;
using Npgsql;

namespace ClvActors.Orleans.Tests.Storage.Postgres;

public sealed class DatabaseMigrationTests(PostgresServer server)
{
    private static readonly DeploymentRecord Record = DeploymentRecord.Of(new ClusterOptions(), "clv", formatVersion: 1);

    [Fact]
    public async Task RunAsync_EmptyDatabaseAndFourAtOnce_AppliesEveryStepOnce()
    {
        string connectionString = await server.CreateDatabaseAsync();
        NpgsqlDataSource[] databases = [.. Enumerable.Range(0, 4).Select(_ => PostgresDatabase.Open(connectionString))];

        Task<int>[] migrations = await StartBehindLockAsync(connectionString, databases, statementBeforeRelease: null);
        int[] found = await Task.WhenAll(migrations);

        Assert.Single(found, version => version == 0);
        Assert.Equal(
            DatabaseMigration.NewestVersion, await PostgresServer.ScalarAsync<long>(connectionString, "SELECT count(*) FROM clv_schema"));
        Assert.Equal(DatabaseMigration.NewestVersion, await PostgresServer.ScalarAsync<int>(connectionString, "SELECT max(version) FROM clv_schema"));
        foreach (NpgsqlDataSource database in databases)
        {
            await database.DisposeAsync();
        }
    }

    [Fact]
    public async Task RunAsync_AnotherSiloCommitsWhileItWaits_FindsThatSilosSchema()
    {
        string connectionString = await server.CreateDatabaseAsync();
        await using NpgsqlDataSource database = PostgresDatabase.Open(connectionString);

        // Few changes of the catalogue: PostgreSQL interrupts a session to renew its cache only when many have piled up.
        Task<int>[] migrations = await StartBehindLockAsync(
            connectionString, [database],
            $"CREATE TABLE clv_schema (version integer NOT NULL); INSERT INTO clv_schema VALUES ({DatabaseMigration.NewestVersion})");

        Assert.Equal([DatabaseMigration.NewestVersion], await Task.WhenAll(migrations));
    }

    [Fact]
    public async Task RunAsync_UpToDate_OnlyReads()
    {
        string connectionString = await server.CreateDatabaseAsync();
        await using NpgsqlDataSource database = PostgresDatabase.Open(connectionString);
        await DatabaseMigration.RunAsync(database);
        await PostgresServer.ExecuteAsync(connectionString, "ALTER DATABASE " + NameOf(connectionString) + " SET default_transaction_read_only = on");
        await using NpgsqlDataSource readOnly = PostgresDatabase.Open(connectionString + ";Pooling=false");

        Assert.Equal(DatabaseMigration.NewestVersion, await DatabaseMigration.RunAsync(readOnly));
    }

    [Fact]
    public async Task RunAsync_StepFails_LeavesNothingBehind()
    {
        string connectionString = await server.CreateDatabaseAsync();

        // A child table of the same name is not looked for beforehand, so the step fails half way.
        await PostgresServer.ExecuteAsync(connectionString, "CREATE TABLE clv_entry_07 (id integer)");

        string message = await RefusalAsync(connectionString);

        Assert.Contains("is not this program's: relation \"clv_entry_07\" already exists", message, StringComparison.Ordinal);
        Assert.Equal(1L, await PostgresServer.ScalarAsync<long>(connectionString, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task RunAsync_NewerSchema_NamesBothVersions()
    {
        string connectionString = await server.CreateDatabaseAsync();
        await using NpgsqlDataSource database = PostgresDatabase.Open(connectionString);
        await DatabaseMigration.RunAsync(database);
        await PostgresServer.ExecuteAsync(connectionString, "INSERT INTO clv_schema (version, program) VALUES (99, 'later')");

        Assert.Equal(
            $"the database \"{NameOf(connectionString)}\" has schema version 99, this program knows versions up to {DatabaseMigration.NewestVersion}: "
            + "start the newer program, or restore the back-up from before its first start",
            await RefusalAsync(connectionString));
    }

    [Theory]
    [InlineData("CREATE TABLE orleansquery (querykey text)", "it has no table clv_schema, but already orleansquery")]
    [InlineData("CREATE TABLE clv_entry (id integer); CREATE TABLE clv_journal (id integer)", "it has no table clv_schema, but already clv_entry, clv_journal")]
    [InlineData("CREATE TABLE clv_schema (id integer)", "column \"version\" does not exist")]
    [InlineData("CREATE TABLE clv_schema (version integer)", "its table clv_schema names no version")]
    public async Task RunAsync_AnotherProgramsTables_IsRefused(string statement, string expected)
    {
        string connectionString = await server.CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(connectionString, statement);

        string message = await RefusalAsync(connectionString);

        Assert.Contains($"the database \"{NameOf(connectionString)}\"", message, StringComparison.Ordinal);
        Assert.Contains("is not this program's: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_NobodyListens_SaysWhere()
    {
        await using var stopped = new PostgresServer();

        Assert.Equal(
            $"PostgreSQL at 127.0.0.1:{stopped.Port} cannot be reached: Connection refused", await RefusalAsync(stopped.ConnectionString("clv")));
    }

    [Fact]
    public async Task RunAsync_WrongPassword_NamesTheUserAndNotThePassword()
    {
        string connectionString = await server.CreateDatabaseAsync();

        string message = await RefusalAsync(new NpgsqlConnectionStringBuilder(connectionString) { Password = "guessed" }.ConnectionString);

        Assert.Equal(
            $"PostgreSQL at 127.0.0.1:{server.Port} does not let the user \"clv\" in: password authentication failed for user \"clv\" (SQLSTATE 28P01)", message);
    }

    [Fact]
    public async Task RunAsync_MissingDatabase_SaysSo()
    {
        await server.CreateDatabaseAsync();

        Assert.Equal(
            $"PostgreSQL at 127.0.0.1:{server.Port} has no database \"nowhere\": create it first, the program then creates its tables",
            await RefusalAsync(server.ConnectionString("nowhere")));
    }

    [Fact]
    public async Task RunAsync_UserThatMayNotCreateTables_SaysSo()
    {
        string connectionString = await server.CreateDatabaseAsync();
        await PostgresServer.ExecuteAsync(connectionString, "CREATE ROLE reader LOGIN PASSWORD 'reader'");

        string message = await RefusalAsync(
            new NpgsqlConnectionStringBuilder(connectionString) { Username = "reader", Password = "reader" }.ConnectionString);

        Assert.Contains("the user \"reader\" may not set up the database", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=a;Prot=1", "the PostgreSQL connection string cannot be read: ")]
    [InlineData("Host=a;Database=b;Port=many", "the PostgreSQL connection string cannot be read: ")]
    [InlineData("Username=a", "the PostgreSQL connection string must name a host and a database")]
    public void Open_UnusableConnectionString_IsRefused(string connectionString, string expected) =>
        Assert.StartsWith(
            expected, Assert.Throws<ClusterRefusedException>(() => PostgresDatabase.Open(connectionString)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task ClaimAsync_ManySilosOfOneDeploymentAtOnce_AllMayStart()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Record.ClaimAsync(fixture.Database)));

        Assert.Equal(1L, await PostgresServer.ScalarAsync<long>(fixture.ConnectionString, "SELECT count(*) FROM clv_deployment"));
    }

    [Fact]
    public async Task ClaimAsync_TwoDeploymentsAtOnce_OneOfThemIsRefused()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server);

        Task[] claims = [Record.ClaimAsync(fixture.Database), (Record with { ClusterId = "other" }).ClaimAsync(fixture.Database)];
        await Task.WhenAll(claims).ContinueWith(_ => { }, TaskScheduler.Default);

        Assert.Equal(1, claims.Count(claim => claim.Exception?.InnerException is ClusterRefusedException));
        Assert.Equal(1, claims.Count(claim => claim.IsCompletedSuccessfully));
    }

    public static TheoryData<DeploymentRecord, string> Clashes => new()
    {
        { Record with { ClusterId = "b" }, "the database belongs to the cluster \"clv\", this silo was started for \"b\"" },
        { Record with { ServiceId = "b" }, "the database belongs to the service \"clv\", this silo was started for \"b\"" },
        { Record with { Clock = AsOfClock.Wall }, "the database follows the event clock, this silo was started with the wall clock" },
        { Record with { TimeZone = "Europe/London" }, "the database's time zone is UTC, this silo was started with Europe/London" },
        { Record with { Currency = "EUR" }, "the database's currency is GBP, this silo was started with EUR" },
        { Record with { Partitions = 8 }, "the database's population has 16 partitions, this silo was started with 8" },
        { Record with { FormatVersion = 0 }, "the database holds state of format 1, this program reads formats up to 0" },
        {
            Record with { Currency = "EUR", Partitions = 8 },
            "the database's currency is GBP, this silo was started with EUR; the database's population has 16 partitions, this silo was started with 8"
        },
    };

    [Theory]
    [MemberData(nameof(Clashes))]
    public async Task ClaimAsync_AnotherDeployment_NamesTheDifference(DeploymentRecord silo, string expected)
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server);
        await Record.ClaimAsync(fixture.Database);

        ClusterRefusedException refused = await Assert.ThrowsAsync<ClusterRefusedException>(() => silo.ClaimAsync(fixture.Database));

        Assert.Equal(expected, refused.Message);
        await Record.ClaimAsync(fixture.Database);
    }

    [Fact]
    public async Task ClaimAsync_NewerFormat_KeepsOlderProgramsOutFromThenOn()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(server);
        await Record.ClaimAsync(fixture.Database);

        await (Record with { FormatVersion = 2 }).ClaimAsync(fixture.Database);

        ClusterRefusedException refused = await Assert.ThrowsAsync<ClusterRefusedException>(() => Record.ClaimAsync(fixture.Database));
        Assert.Equal("the database holds state of format 2, this program reads formats up to 1", refused.Message);
    }

    /// <summary>Starts migrations that all find the database empty and wait for the lock; runs the statement, lets go of the lock and returns them.</summary>
    private static async Task<Task<int>[]> StartBehindLockAsync(string connectionString, NpgsqlDataSource[] databases, string? statementBeforeRelease)
    {
        await using var holder = new NpgsqlConnection(connectionString);
        await holder.OpenAsync();
        await using var hold = new NpgsqlCommand($"SELECT pg_advisory_lock({DatabaseMigration.LockKey})", holder);
        await hold.ExecuteNonQueryAsync();
        Task<int>[] migrations = [.. databases.Select(database => DatabaseMigration.RunAsync(database))];
        await WaitForWaitersAsync(holder, migrations);
        if (statementBeforeRelease is not null)
        {
            await PostgresServer.ExecuteAsync(connectionString, statementBeforeRelease);
        }

        await using var release = new NpgsqlCommand($"SELECT pg_advisory_unlock({DatabaseMigration.LockKey})", holder);
        await release.ExecuteNonQueryAsync();
        return migrations;
    }

    /// <summary>Returns once every migration waits for the advisory lock, or one of them ended without.</summary>
    private static async Task WaitForWaitersAsync(NpgsqlConnection connection, Task<int>[] migrations)
    {
        var since = Stopwatch.StartNew();
        await using var waiting = new NpgsqlCommand(
            """
            SELECT count(*) FROM pg_locks
            WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """,
            connection);
        while ((long)(await waiting.ExecuteScalarAsync())! < migrations.Length && !Array.Exists(migrations, migration => migration.IsCompleted))
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(180), "not every migration waited for the advisory lock within 180 s");
        }
    }

    private static string NameOf(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task<string> RefusalAsync(string connectionString)
    {
        await using NpgsqlDataSource database = PostgresDatabase.Open(connectionString);
        string message = (await Assert.ThrowsAsync<ClusterRefusedException>(() => DatabaseMigration.RunAsync(database))).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
