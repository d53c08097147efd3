using System.Reflection;
using ClvActors.Orleans.Silos;
using ClvActors.Orleans.Storage.Postgres.Migrations;
using Npgsql;

namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>Brings the cluster's database to the schema that this program knows.</summary>
/// <remarks>
/// All missing steps run in one transaction under an advisory lock, so silos may start together and a broken migration leaves nothing behind. A database that
/// is up to date is only read. Safe on any thread.
/// </remarks>
public static class DatabaseMigration
{
    /// <summary>Key of the advisory lock within the database; the letters of "clv" and a number.</summary>
    internal const long LockKey = 0x63_6C_76_01;

    /// <summary>Waiting for another silo's migration counts, and that may have to build an index.</summary>
    private const int StatementSeconds = 600;

    private static readonly SchemaStep[] Steps = [Version1.Step];

    /// <summary>The schema version that this program needs.</summary>
    public static int NewestVersion => Steps[^1].Version;

    /// <summary>Creates or migrates the schema; does nothing when it is up to date.</summary>
    /// <param name="database">The database.</param>
    /// <param name="cancellation">Gives up; nothing is changed then.</param>
    /// <returns>The version that was found; 0 for an empty database.</returns>
    /// <exception cref="ClusterRefusedException">The database cannot be reached or used, holds another program's tables, or has a newer schema.</exception>
    public static async Task<int> RunAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        try
        {
            await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellation);
            int found = await ReadVersionAsync(connection, cancellation);
            if (found < NewestVersion)
            {
                found = await MigrateAsync(connection, cancellation);
            }

            return found;
        }
        catch (Exception error) when (error is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new ClusterRefusedException(DatabaseRefusal.Explain(new NpgsqlConnectionStringBuilder(database.ConnectionString), error), error);
        }
    }

    private static async Task<int> MigrateAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({LockKey})", cancellation);

        // Another silo may have been quicker while this one waited for the lock.
        int found = await ReadVersionAsync(connection, cancellation);
        if (found == 0)
        {
            await ExecuteAsync(
                connection,
                """
                CREATE TABLE clv_schema (
                    version integer NOT NULL PRIMARY KEY,
                    applied_at timestamptz NOT NULL DEFAULT now(),
                    program text NOT NULL
                )
                """,
                cancellation);
        }

        foreach (SchemaStep step in Steps.Where(step => step.Version > found))
        {
            await ApplyAsync(connection, step, cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return found;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, SchemaStep step, CancellationToken cancellation)
    {
        foreach (string statement in step.Statements)
        {
            await ExecuteAsync(connection, statement, cancellation);
        }

        await using var queries = new NpgsqlCommand(
            """
            INSERT INTO orleansquery (querykey, querytext) SELECT unnest(@keys), unnest(@texts)
            ON CONFLICT (querykey) DO UPDATE SET querytext = excluded.querytext
            """,
            connection);
        queries.Parameters.AddWithValue("keys", step.Queries.Keys.ToArray());
        queries.Parameters.AddWithValue("texts", step.Queries.Values.ToArray());
        await queries.ExecuteNonQueryAsync(cancellation);

        await using var record = new NpgsqlCommand("INSERT INTO clv_schema (version, program) VALUES (@version, @program)", connection);
        record.Parameters.AddWithValue("version", step.Version);
        record.Parameters.AddWithValue("program", ProgramVersion());
        await record.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The schema version, 0 for a database without any table of ours.</summary>
    private static async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        // The catalogue is asked as a table, not with to_regclass: that answers from the session's cache, which a wait for an advisory lock does not renew,
        // so the table that another silo has just committed could be missed.
        await using var look = new NpgsqlCommand(
            """
            SELECT coalesce(bool_or(relname = 'clv_schema'), false), string_agg(relname, ', ' ORDER BY relname) FILTER (WHERE relname <> 'clv_schema')
            FROM pg_catalog.pg_class JOIN pg_catalog.pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relname = ANY (@names) AND nspname = ANY (current_schemas(false))
            """,
            connection);
        look.Parameters.AddWithValue("names", (string[])["clv_schema", .. DatabaseRefusal.OwnTables]);
        bool isOurs;
        string? others;
        await using (NpgsqlDataReader row = await look.ExecuteReaderAsync(cancellation))
        {
            await row.ReadAsync(cancellation);
            isOurs = row.GetBoolean(0);
            others = await row.IsDBNullAsync(1, cancellation) ? null : row.GetString(1);
        }

        if (!isOurs)
        {
            return others is null
                ? 0
                : throw new ClusterRefusedException(
                    $"the database \"{connection.Database}\" is not this program's: it has no table clv_schema, but already {others}; give the cluster a database of its own");
        }

        await using var newest = new NpgsqlCommand("SELECT max(version) FROM clv_schema", connection);
        int version = await newest.ExecuteScalarAsync(cancellation) is int found and > 0
            ? found
            : throw new ClusterRefusedException(
                $"the database \"{connection.Database}\" is not this program's: its table clv_schema names no version; give the cluster a database of its own");
        return version <= NewestVersion
            ? version
            : throw new ClusterRefusedException(
                $"the database \"{connection.Database}\" has schema version {version}, this program knows versions up to {NewestVersion}: start the newer program, or restore the back-up from before its first start");
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = StatementSeconds };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string ProgramVersion()
    {
        Assembly program = typeof(DatabaseMigration).Assembly;
        return program.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? program.GetName().Version?.ToString() ?? "unknown";
    }
}
