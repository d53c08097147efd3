using System.Net.Sockets;
using Npgsql;

namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>What an error of PostgreSQL or of the way to it means.</summary>
/// <remarks>The codes are those of PostgreSQL's manual, appendix A. Safe on any thread.</remarks>
internal static class PostgresFailure
{
    /// <summary>Whether the same statement may succeed a little later without anyone's doing.</summary>
    /// <param name="error">Any error of Npgsql; a cancelled attempt counts, because only time limits cancel.</param>
    public static bool IsTransient(Exception error) => error switch
    {
        PostgresException refused => IsTransient(refused.SqlState),

        // Without an answer of the server: refused, reset, closed, timed out, or no free connection in the pool.
        NpgsqlException or SocketException or IOException or TimeoutException or OperationCanceledException => true,
        _ => false,
    };

    /// <summary>Whether the database's disk is full.</summary>
    public static bool IsStorageFull(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.DiskFull };

    /// <summary>Whether a row with this key is there already.</summary>
    public static bool IsDuplicateKey(Exception error) => error is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <summary>Whether the values of a row are at fault, so that other rows of the same statement may still be written.</summary>
    /// <remarks>Classes 22 (data), 23 (constraints) and 54 (limits).</remarks>
    public static bool IsOfValues(Exception error) =>
        error is PostgresException refused && refused.SqlState.AsSpan(0, 2) is "22" or "23" or "54";

    /// <summary>One line about an error, without a full stop.</summary>
    public static string Describe(Exception error) => error switch
    {
        PostgresException refused => $"{refused.MessageText} (SQLSTATE {refused.SqlState})",
        OperationCanceledException => "no answer in time",
        NpgsqlException { InnerException: SocketException cause } => cause.Message,
        NpgsqlException { InnerException: TimeoutException } => "no answer in time",
        NpgsqlException { InnerException: IOException cause } => cause.Message,
        _ => error.Message,
    };

    private static bool IsTransient(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => true,
        PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.LockNotAvailable => true,
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => true,

        // An attempt over its time limit, and a stand-by that is about to be promoted.
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ReadOnlySqlTransaction => true,
        _ => state.StartsWith("08", StringComparison.Ordinal),
    };
}
