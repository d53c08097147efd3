using ClvActors.Domain.Population;
using ClvActors.Orleans.Silos;
using Npgsql;

namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>What every silo of a database must agree on.</summary>
/// <param name="ClusterId">Name of the cluster.</param>
/// <param name="ServiceId">Name of the service, under which Orleans keeps grain state.</param>
/// <param name="FormatVersion">Newest format of rows and entries that the program writes.</param>
/// <param name="Clock">What the as-of date follows.</param>
/// <param name="TimeZone">Id of the deployment's time zone.</param>
/// <param name="Currency">The deployment's currency.</param>
/// <param name="Partitions">Parts into which the population is indexed.</param>
/// <remarks>Immutable. The first silo writes it, every later one is compared with it.</remarks>
public sealed record DeploymentRecord(
    string ClusterId, string ServiceId, int FormatVersion, AsOfClock Clock, string TimeZone, string Currency, int Partitions)
{
    /// <summary>The record of a silo's options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="serviceId">Name of the service.</param>
    /// <param name="formatVersion">Newest format of rows and entries that the program writes.</param>
    public static DeploymentRecord Of(ClusterOptions options, string serviceId, int formatVersion)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new DeploymentRecord(
            options.ClusterId, serviceId, formatVersion, options.Clock, options.TimeZone.Id, options.Currency, options.Partitions);
    }

    /// <summary>Claims the database for this deployment, or checks that it is this deployment's already.</summary>
    /// <param name="database">A database that <see cref="DatabaseMigration"/> has brought up to date.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ClusterRefusedException">The database is another deployment's, or has state of a newer format; the message names every difference.</exception>
    /// <remarks>A newer program raises the format that the database has; older silos that run go on, but can no longer start.</remarks>
    public async Task ClaimAsync(NpgsqlDataSource database, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        DeploymentRecord there;
        try
        {
            there = await WriteOrReadAsync(database, cancellation);
        }
        catch (Exception error) when (error is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
        {
            throw new ClusterRefusedException(DatabaseRefusal.Explain(new NpgsqlConnectionStringBuilder(database.ConnectionString), error), error);
        }

        string[] differences = [.. DifferencesFrom(there)];
        if (differences.Length > 0)
        {
            throw new ClusterRefusedException(string.Join("; ", differences));
        }

        if (there.FormatVersion < FormatVersion)
        {
            await RaiseFormatAsync(database, cancellation);
        }
    }

    /// <summary>What keeps a silo with this record off a database with another one; one sentence each, none when they agree.</summary>
    /// <param name="there">The database's record.</param>
    public IEnumerable<string> DifferencesFrom(DeploymentRecord there)
    {
        ArgumentNullException.ThrowIfNull(there);
        if (there.ClusterId != ClusterId)
        {
            yield return $"the database belongs to the cluster \"{there.ClusterId}\", this silo was started for \"{ClusterId}\"";
        }

        if (there.ServiceId != ServiceId)
        {
            yield return $"the database belongs to the service \"{there.ServiceId}\", this silo was started for \"{ServiceId}\"";
        }

        if (there.FormatVersion > FormatVersion)
        {
            yield return $"the database holds state of format {there.FormatVersion}, this program reads formats up to {FormatVersion}";
        }

        if (there.Clock != Clock)
        {
            yield return $"the database follows the {NameOf(there.Clock)} clock, this silo was started with the {NameOf(Clock)} clock";
        }

        if (there.TimeZone != TimeZone)
        {
            yield return $"the database's time zone is {there.TimeZone}, this silo was started with {TimeZone}";
        }

        if (there.Currency != Currency)
        {
            yield return $"the database's currency is {there.Currency}, this silo was started with {Currency}";
        }

        if (there.Partitions != Partitions)
        {
            yield return $"the database's population has {there.Partitions} partitions, this silo was started with {Partitions}";
        }
    }

    private async Task<DeploymentRecord> WriteOrReadAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        // Two statements: one alone would not see the row that another silo writes at the same moment.
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        var write = new NpgsqlBatchCommand(
            """
            INSERT INTO clv_deployment (cluster_id, service_id, format_version, clock, time_zone, currency, partitions)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
            """);
        foreach (object value in new object[] { ClusterId, ServiceId, FormatVersion, NameOf(Clock), TimeZone, Currency, Partitions })
        {
            write.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(write);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT cluster_id, service_id, format_version, clock, time_zone, currency, partitions FROM clv_deployment"));
        await using NpgsqlDataReader row = await batch.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return new DeploymentRecord(
            row.GetString(0), row.GetString(1), row.GetInt32(2), ClockOf(row.GetString(3)), row.GetString(4), row.GetString(5), row.GetInt32(6));
    }

    private async Task RaiseFormatAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using NpgsqlCommand raise = database.CreateCommand("UPDATE clv_deployment SET format_version = $1 WHERE format_version < $1");
        raise.Parameters.Add(new NpgsqlParameter { Value = FormatVersion });
        await raise.ExecuteNonQueryAsync(cancellation);
    }

    private static string NameOf(AsOfClock clock) => clock == AsOfClock.Wall ? "wall" : "event";

    private static AsOfClock ClockOf(string name) => name switch
    {
        "wall" => AsOfClock.Wall,
        "event" => AsOfClock.Event,
        _ => throw new ClusterRefusedException($"the database follows a clock \"{name}\" that this program does not know"),
    };
}
