using Npgsql;

namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>Why a silo cannot use its database, in one line for the operator.</summary>
internal static class DatabaseRefusal
{
    /// <summary>Tables that only this program creates; one of them without <c>clv_schema</c> belongs to somebody else.</summary>
    public static readonly string[] OwnTables =
    [
        "orleansquery", "orleans_membership_version", "orleans_membership", "orleans_storage", "clv_journal", "clv_entry", "clv_deployment",
    ];

    /// <summary>Explains an error of opening or migrating.</summary>
    /// <param name="settings">The connection's settings; the password is not told.</param>
    /// <param name="error">The error.</param>
    public static string Explain(NpgsqlConnectionStringBuilder settings, Exception error)
    {
        string server = $"PostgreSQL at {settings.Host}:{settings.Port}";
        return (error as PostgresException)?.SqlState switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                $"{server} does not let the user \"{settings.Username}\" in: {PostgresFailure.Describe(error)}",
            PostgresErrorCodes.InvalidCatalogName => $"{server} has no database \"{settings.Database}\": create it first, the program then creates its tables",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"the user \"{settings.Username}\" may not set up the database \"{settings.Database}\" on {server}: {PostgresFailure.Describe(error)}",
            PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.DuplicateTable =>
                $"the database \"{settings.Database}\" on {server} is not this program's: {PostgresFailure.Describe(error)}; give the cluster a database of its own",
            null => $"{server} cannot be reached: {PostgresFailure.Describe(error)}",
            _ => $"the database \"{settings.Database}\" on {server} cannot be used: {PostgresFailure.Describe(error)}",
        };
    }
}
