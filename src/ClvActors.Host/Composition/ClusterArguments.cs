using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace ClvActors.Host.Composition;

/// <summary>The part of the command line that concerns a cluster.</summary>
internal sealed class ClusterArguments
{
    private const int MostPartitions = 4096;
    private const int MostPorts = 65_535;
    private const int LongestClusterId = 100;

    private readonly Option<bool> _cluster = new("--cluster")
    {
        Description = "Run as one silo of a cluster in which every customer is an Orleans grain, instead of the embedded engine. Without --postgres: one silo in memory, for a first try; nothing is kept.",
    };

    private readonly Option<string> _postgres = new("--postgres")
    {
        HelpName = "CONNECTION",
        Description = "With --cluster: PostgreSQL of membership and customers, like \"Host=10.0.0.5;Database=clv;Username=clv\". The tables are made when they are missing. Others can read a process's arguments: leave the password to PGPASSFILE or PGPASSWORD.",
    };

    private readonly Option<string> _clusterId = new("--cluster-id")
    {
        HelpName = "ID",
        Description = "With --cluster: name of the cluster. Silos with the same name and database are one cluster.",
        DefaultValueFactory = _ => ClusterSettings.DefaultClusterId,
    };

    private readonly Option<int> _siloPort = new("--silo-port")
    {
        HelpName = "N",
        Description = "With --cluster: port for the other silos. Each silo of one machine needs its own.",
        DefaultValueFactory = _ => ClusterSettings.DefaultSiloPort,
    };

    private readonly Option<string> _advertise = new("--advertise")
    {
        HelpName = "ADDRESS",
        Description = "With --cluster: address or name of this machine at which the other silos reach it.",
        DefaultValueFactory = _ => ClusterSettings.DefaultAdvertise,
    };

    private readonly Option<int> _partitions = new("--partitions")
    {
        HelpName = "N",
        Description = "With --cluster: parts into which the population is indexed; the same on every silo and fixed once the database has customers.",
        DefaultValueFactory = _ => ClusterSettings.DefaultPartitions,
    };

    private readonly Option<bool> _dashboard = new("--orleans-dashboard")
    {
        Description = "With --cluster: serve Orleans' dashboard at /orleans, with calls, errors and grains in memory by type and silo. The same on every silo.",
    };

    /// <summary>Makes the options with their checks.</summary>
    public ClusterArguments()
    {
        _postgres.Validators.Add(CheckPostgres);
        _clusterId.Validators.Add(CheckClusterId);
        _siloPort.Validators.Add(result => HostCommandLine.CheckRange(result, MostPorts));
        _advertise.Validators.Add(CheckAdvertise);
        _partitions.Validators.Add(result => HostCommandLine.CheckRange(result, MostPartitions));
    }

    /// <summary>The options, in the order in which help lists them.</summary>
    public IReadOnlyList<Option> All => [_cluster, _postgres, _clusterId, _siloPort, _advertise, _partitions, _dashboard];

    /// <summary>Checks what goes together.</summary>
    /// <param name="command">What was typed.</param>
    /// <param name="embedded">Options of the embedded engine that a cluster has no use for, with what to do instead.</param>
    /// <param name="dataDirectory">The option that names a folder, which a silo has a use for only when something outlasts it.</param>
    /// <param name="demo">The option that streams a generated shop in.</param>
    public void CheckTogether(CommandResult command, IReadOnlyList<(Option Option, string Instead)> embedded, Option dataDirectory, Option demo)
    {
        if (!IsGiven(command, _cluster))
        {
            foreach (Option option in All.Where(option => IsGiven(command, option)))
            {
                command.AddError($"{option.Name} goes with --cluster only.");
            }

            return;
        }

        foreach ((Option option, string instead) in embedded.Where(one => IsGiven(command, one.Option)))
        {
            command.AddError($"{option.Name} belongs to the embedded engine and cannot go with --cluster: {instead}.");
        }

        if (IsGiven(command, dataDirectory) && !IsGiven(command, _postgres))
        {
            command.AddError($"{dataDirectory.Name} goes with --postgres in a cluster: without it the customers are in memory and nothing outlasts the silo.");
        }

        if (IsGiven(command, demo) && IsGiven(command, _postgres))
        {
            command.AddError("--demo would mix generated customers into a database that is kept: with --cluster it runs in memory, without --postgres.");
        }
    }

    /// <summary>Whether a connection string was typed, right or wrong.</summary>
    public bool NamesDatabase(ParseResult parsed) => parsed.GetResult(_postgres) is { Implicit: false };

    /// <summary>The settings; null for the embedded engine.</summary>
    public ClusterSettings? Read(ParseResult parsed)
    {
        if (!parsed.GetValue(_cluster))
        {
            return null;
        }

        return new ClusterSettings
        {
            Postgres = parsed.GetValue(_postgres) is { } text && PostgresConnection.TryParse(text, out PostgresConnection connection) ? connection : null,
            ClusterId = parsed.GetValue(_clusterId)!,
            SiloPort = parsed.GetValue(_siloPort),
            Advertise = parsed.GetValue(_advertise)!,
            Partitions = parsed.GetValue(_partitions),
            HasDashboard = parsed.GetValue(_dashboard),
        };
    }

    private static bool IsGiven(CommandResult command, Option option) => command.GetResult(option) is { Implicit: false };

    private static void CheckPostgres(OptionResult result)
    {
        if (!PostgresConnection.TryParse(result.GetValueOrDefault<string>() ?? "", out _))
        {
            result.AddError($"--postgres {PostgresConnection.Expectation}.");
        }
    }

    private static void CheckClusterId(OptionResult result)
    {
        string id = result.GetValueOrDefault<string>();
        if (id.Length is 0 or > LongestClusterId || !id.All(unit => char.IsAsciiLetterOrDigit(unit) || unit is '.' or '_' or '-'))
        {
            result.AddError($"--cluster-id: \"{id}\" must be 1 to {LongestClusterId} letters, digits, dots, underscores or hyphens.");
        }
    }

    private static void CheckAdvertise(OptionResult result)
    {
        string text = result.GetValueOrDefault<string>();
        bool isAddress = IPAddress.TryParse(text, out IPAddress? address);
        if (isAddress && (address!.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)))
        {
            result.AddError($"--advertise: other silos cannot reach {text}; name the address of this machine.");
        }
        else if (!isAddress && Uri.CheckHostName(text) != UriHostNameType.Dns)
        {
            result.AddError($"--advertise: \"{text}\" is neither an address nor a name of a machine.");
        }
    }
}
