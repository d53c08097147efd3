using System.Data.Common;

namespace ClvActors.Host.Composition;

/// <summary>A connection string of PostgreSQL that can be logged.</summary>
/// <remarks>Only what names the database is ever printed; the default value has no text.</remarks>
public readonly record struct PostgresConnection
{
    /// <summary>What is said instead of a broken connection string, which may hold a password.</summary>
    public const string Expectation = "must be like \"Host=127.0.0.1;Port=5432;Database=clv;Username=clv\"";

    private static readonly string[] HostNames = ["Host", "Server"];
    private static readonly string[] DatabaseNames = ["Database", "DB"];
    private static readonly string[] UserNames = ["Username", "User Name", "UserId", "User Id", "UID"];

    private PostgresConnection(string text, string shown) => (Text, Shown) = (text, shown);

    /// <summary>The connection string, perhaps with a password.</summary>
    public string Text { get; }

    private string Shown { get; }

    /// <summary>Reads a connection string of keys and values.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="connection">The connection.</param>
    /// <returns>False when it has no such form or names no host.</returns>
    public static bool TryParse(string text, out PostgresConnection connection)
    {
        connection = default;
        DbConnectionStringBuilder parts = new();
        try
        {
            parts.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            return false;
        }

        if (ValueOf(parts, HostNames) is not { } host)
        {
            return false;
        }

        string user = ValueOf(parts, UserNames) is { } name ? $"{name}@" : "";
        string port = ValueOf(parts, ["Port"]) is { } number ? $":{number}" : "";
        string database = ValueOf(parts, DatabaseNames) is { } one ? $"/{one}" : "";
        connection = new PostgresConnection(text, $"{user}{host}{port}{database}");
        return true;
    }

    /// <summary>User, host, port and database; never the password.</summary>
    public override string ToString() => Shown ?? "";

    private static string? ValueOf(DbConnectionStringBuilder parts, string[] names)
    {
        foreach (string name in names)
        {
            if (parts.TryGetValue(name, out object? value) && value is string { Length: > 0 } text)
            {
                return text;
            }
        }

        return null;
    }
}
