using System.Globalization;
using Npgsql;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>Processor time and log position of a PostgreSQL server on this machine.</summary>
internal sealed class DatabaseProcess(NpgsqlDataSource database, int postmaster)
{
    private const double MicrosecondsPerTick = 10_000;

    /// <summary>Finds the server's process; the user must be allowed to read server files.</summary>
    public static async Task<DatabaseProcess> OfAsync(NpgsqlDataSource database)
    {
        string lines = (string)(await ScalarAsync(database, "select pg_read_file('postmaster.pid')"))!;
        return new DatabaseProcess(database, int.Parse(lines.Split('\n')[0], CultureInfo.InvariantCulture));
    }

    /// <summary>Microseconds of all its processes so far, those that have ended included.</summary>
    public double Microseconds()
    {
        double ticks = 0;
        foreach (string folder in Directory.GetDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int process) && Read(process) is { } fields)
            {
                // Fields after the name: 1 parent, 11 and 12 user and system time, 13 and 14 those of ended children.
                bool isServer = process == postmaster;
                if (isServer || fields[1] == postmaster.ToString(CultureInfo.InvariantCulture))
                {
                    ticks += Number(fields[11]) + Number(fields[12]) + (isServer ? Number(fields[13]) + Number(fields[14]) : 0);
                }
            }
        }

        return ticks * MicrosecondsPerTick;
    }

    /// <summary>Bytes of the log so far.</summary>
    public async Task<double> LogBytesAsync() =>
        Convert.ToDouble(await ScalarAsync(database, "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"), CultureInfo.InvariantCulture);

    /// <summary>Bytes of the tables with a prefix, their indexes included.</summary>
    public async Task<double> TableBytesAsync(string prefix) => Convert.ToDouble(
        await ScalarAsync(database, $"select coalesce(sum(pg_total_relation_size(oid)), 0) from pg_class where relkind = 'r' and relname like '{prefix}%'"), CultureInfo.InvariantCulture);

    private static async Task<object?> ScalarAsync(NpgsqlDataSource database, string text)
    {
        await using NpgsqlCommand command = database.CreateCommand(text);
        return await command.ExecuteScalarAsync();
    }

    private static string[]? Read(int process)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Number(string field) => double.Parse(field, CultureInfo.InvariantCulture);
}
