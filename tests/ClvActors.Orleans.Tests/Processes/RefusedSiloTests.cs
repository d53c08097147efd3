using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ClvActors.Domain.Population;
using ClvActors.Learning.Bundles;
using ClvActors.Orleans.Storage.Postgres;
using ClvActors.Orleans.Tests.Postgres;
using ClvActors.TestData;
using Npgsql;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>What the real server says when it cannot be a silo: one line on standard error and the documented exit code.</summary>
public sealed class RefusedSiloTests(PostgresServer server)
{
    private const int Unusable = 3;
    private const int AddressInUse = 4;
    private const int NewestFormat = 2;

    [Fact]
    public async Task Start_UnreachableDatabase_IsRefused()
    {
        int port = LoopbackPorts.Take();

        await AssertRefusedAsync($"Host=127.0.0.1;Port={port};Database=clv;Username=clv;Password=kept-secret", Unusable, $"127.0.0.1:{port}", "cannot be reached");
    }

    [Fact]
    public async Task Start_WrongPassword_IsRefusedWithoutTellingIt()
    {
        NpgsqlConnectionStringBuilder settings = new(await server.CreateDatabaseAsync()) { Password = "kept-secret" };

        await AssertRefusedAsync(settings.ConnectionString, Unusable, "does not let the user \"clv\" in", "28P01");
    }

    [Fact]
    public async Task Start_MissingDatabase_IsRefused()
    {
        NpgsqlConnectionStringBuilder settings = new(await server.CreateDatabaseAsync()) { Database = "nowhere" };

        await AssertRefusedAsync(settings.ConnectionString, Unusable, "no database \"nowhere\"", "create it first");
    }

    [Fact]
    public async Task Start_NewerSchema_IsRefused()
    {
        string database = await SetUpAsync();
        await PostgresServer.ExecuteAsync(database, "INSERT INTO clv_schema (version, program) VALUES (99, 'newer')");

        await AssertRefusedAsync(database, Unusable, "schema version 99", $"up to {DatabaseMigration.NewestVersion}");
    }

    [Fact]
    public async Task Start_NewerStateFormat_IsRefused()
    {
        string database = await SetUpAsync();
        await PostgresServer.ExecuteAsync(database, "UPDATE clv_deployment SET format_version = 99");

        await AssertRefusedAsync(database, Unusable, "state of format 99", $"up to {NewestFormat}");
    }

    [Fact]
    public async Task Start_OtherClusterId_IsRefused() =>
        await AssertRefusedAsync(await SetUpAsync(), Unusable, ["belongs to the cluster \"clv\"", "started for \"other\""], "--cluster-id", "other");

    [Fact]
    public async Task Start_OtherClockAndPartitions_IsRefusedWithEveryDifference() =>
        await AssertRefusedAsync(
            await SetUpAsync(), Unusable, ["follows the event clock", "the wall clock", "has 16 partitions", "started with 8"], "--clock", "wall", "--partitions", "8");

    [Fact]
    public async Task Start_SiloPortInUse_IsRefused()
    {
        string database = await server.CreateDatabaseAsync();
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;

        (int code, string error) = await SiloProcess.RunAsync(database, port);

        AssertOneLine(code, error, AddressInUse, [port.ToString(CultureInfo.InvariantCulture), "--silo-port"]);
    }

    [Fact]
    public async Task Start_WithoutTheClustersBundle_IsRefusedWithBothNamesAndTheClusterGoesOn()
    {
        string database = await server.CreateDatabaseAsync();
        string folder = Directory.CreateTempSubdirectory("clv-models-").FullName;
        try
        {
            CopyBundle("clv-12m", folder, "other");
            await using SiloProcess first = await SiloProcess.StartAsync(database, LoopbackPorts.Take());

            await AssertRefusedAsync(
                database, Unusable, ["serves the bundle clv-12m (", "started with other (", Path.Combine(folder, "clv-12m")], "--models", folder, "--model", "other");

            using HttpResponseMessage health = await first.Client.GetAsync("/health", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);

            // With the cluster's bundle beside its own it joins, and says so.
            CopyBundle("clv-12m", folder, "clv-12m");
            await using SiloProcess second = await SiloProcess.StartAsync(database, LoopbackPorts.Take(), "--models", folder, "--model", "other");
            Assert.Contains("serves the bundle clv-12m, not other", second.Output, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A database that a silo with default options has set up.</summary>
    private async Task<string> SetUpAsync()
    {
        string connection = await server.CreateDatabaseAsync();
        await using NpgsqlDataSource database = PostgresDatabase.Open(connection);
        await DatabaseMigration.RunAsync(database, TestContext.Current.CancellationToken);
        await new DeploymentRecord("clv", "clv-actors", NewestFormat, AsOfClock.Event, "UTC", "GBP", 16).ClaimAsync(database, TestContext.Current.CancellationToken);
        return connection;
    }

    private static void CopyBundle(string id, string folder, string name)
    {
        string to = Path.Combine(folder, name);
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(Path.Combine(SiloProcess.Models, id)))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        if (name != id)
        {
            string manifest = Path.Combine(to, BundleFileNames.Manifest);
            File.WriteAllText(manifest, File.ReadAllText(manifest).Replace($"\"id\": \"{id}\"", $"\"id\": \"{name}\"", StringComparison.Ordinal));
        }
    }

    private static Task AssertRefusedAsync(string database, int expectedCode, params string[] parts) => AssertRefusedAsync(database, expectedCode, parts, []);

    private static async Task AssertRefusedAsync(string database, int expectedCode, string[] parts, params string[] options)
    {
        (int code, string error) = await SiloProcess.RunAsync(database, LoopbackPorts.Take(), options);

        AssertOneLine(code, error, expectedCode, parts);
    }

    private static void AssertOneLine(int code, string error, int expectedCode, string[] parts)
    {
        Assert.True(code == expectedCode, $"exit code {code}: {error}");
        string line = Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.StartsWith("clv-host: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("kept-secret", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", line, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains(part, line, StringComparison.Ordinal));
    }
}
