using System.Diagnostics;
using System.Globalization;
using ClvActors.Orleans.Tests.Postgres;
using ClvActors.TestData;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace ClvActors.Orleans.Tests.Postgres;

/// <summary>A PostgreSQL server of its own in a temporary folder, from the binaries that Debian or <c>CLV_POSTGRES_BIN</c> has; started by the first test that needs it.</summary>
/// <remarks>It syncs to disk as in production. PostgreSQL refuses to run as root; then it runs as the user postgres.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Superuser = "clv";
    private const string SuperuserPassword = "clv-test-only";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "clv-postgres-" + Guid.NewGuid().ToString("N")[..12]);
    private readonly SemaphoreSlim _starting = new(1);
    private int _databases;
    private bool _isCreated;

    /// <summary>Why there is no server, or null.</summary>
    public static string? WhyMissing { get; } = FindBinaries() is null
        ? "PostgreSQL's server binaries (initdb, pg_ctl) were found neither under CLV_POSTGRES_BIN nor in /usr/lib/postgresql/*/bin nor on the PATH"
        : null;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; } = LoopbackPorts.Take();

    /// <summary>Skips the test without binaries; otherwise sees to it that the server runs, and creates a database.</summary>
    /// <returns>The connection string of an empty database that no other test uses.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        if (WhyMissing is not null)
        {
            Assert.Skip(WhyMissing);
        }

        await EnsureRunningAsync();
        string name = "test_" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await ExecuteAsync(ConnectionString("postgres"), $"CREATE DATABASE {name}");
        return ConnectionString(name);
    }

    /// <summary>The connection string of a database of this server.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={Superuser};Password={SuperuserPassword};Include Error Detail=true";

    /// <summary>Starts the server again after a stop; returns once it takes connections.</summary>
    public Task StartAsync() => ControlAsync(
        "start", "--wait", "--log", Path.Combine(_folder, "log"),
        "--options", $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=on -c synchronous_commit=on -c max_connections=100 -c shared_buffers=128MB");

    /// <summary>Stops the server as an administrator does: sessions are ended, everything is written.</summary>
    public Task StopAsync() => ControlAsync("stop", "--wait", "--mode", "fast");

    /// <summary>Stops the server without a checkpoint, as a crash does; the next start recovers from the log.</summary>
    public Task KillAsync() => ControlAsync("stop", "--wait", "--mode", "immediate");

    /// <summary>Stops and starts.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    /// <summary>Runs a statement.</summary>
    public static async Task ExecuteAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs a query with one value.</summary>
    public static async Task<T> ScalarAsync<T>(string connectionString, string query)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(query, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder))
        {
            if (File.Exists(Path.Combine(_folder, "data", "postmaster.pid")))
            {
                await KillAsync();
            }

            Directory.Delete(_folder, recursive: true);
        }

        _starting.Dispose();
    }

    private async Task EnsureRunningAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (!_isCreated)
            {
                await InitializeAsync();
                await StartAsync();
                _isCreated = true;
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        string passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, SuperuserPassword + "\n");
        if (IsRoot)
        {
            await RunAsync("chown", "-R", "postgres", _folder);
        }

        await RunAsServerAsync(
            "initdb", "--pgdata", Path.Combine(_folder, "data"), "--username", Superuser, "--pwfile", passwordFile,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C");
    }

    private Task ControlAsync(params string[] arguments) =>
        RunAsServerAsync("pg_ctl", [.. arguments, "--pgdata", Path.Combine(_folder, "data")]);

    private Task RunAsServerAsync(string program, params string[] arguments)
    {
        string path = Path.Combine(FindBinaries()!, program);
        return IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    /// <summary>Runs a program to its end; what it says goes to a file, because a started server would keep a pipe open.</summary>
    private async Task RunAsync(string program, params string[] arguments)
    {
        string said = Path.Combine(_folder, "said-" + Guid.NewGuid().ToString("N"));
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = _folder };
        foreach (string argument in (string[])["-c", "exec \"$@\" > \"$0\" 2>&1 < /dev/null", said, program, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end within {Patience.TotalSeconds} s: {await File.ReadAllTextAsync(said)}");
        }

        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await File.ReadAllTextAsync(said)}");
        }
    }

    private static bool IsRoot => Environment.UserName == "root";

    private static string? FindBinaries()
    {
        IEnumerable<string> named = Environment.GetEnvironmentVariable("CLV_POSTGRES_BIN") is { Length: > 0 } folder ? [folder] : [];
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin"))
            : [];
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return named.Concat(debian).Concat(path).FirstOrDefault(candidate =>
            IsThere(Path.Combine(candidate, "initdb")) && IsThere(Path.Combine(candidate, "pg_ctl")));
    }

    /// <summary>Whether a file is there; a link to nowhere, which <see cref="File.Exists"/> takes for one, is not.</summary>
    private static bool IsThere(string file) =>
        File.Exists(file) && File.ResolveLinkTarget(file, returnFinalTarget: true) is null or { Exists: true };
}
