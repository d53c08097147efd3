using System.CommandLine.Parsing;
using System.CommandLine;
using ClvActors.Files;
using ClvActors.Host.Dashboard;
using ClvActors.Learning.Bundles;

namespace ClvActors.Host.Composition;

/// <summary>The server's command line.</summary>
public sealed class HostCommandLine
{
    private const int MostShards = 256;
    private const int MostBodyMebibytes = 1024;
    private const int MostUploadMebibytes = 1_048_576;
    private const int LongestModelPoll = 86_400;

    private readonly Option<bool> _demo = new("--demo") { Description = "Stream a generated shop in, so that there is something to see at once." };
    private readonly Option<string?> _replay = Named("--replay", "FILE", "Replay a transaction file (.csv, .csv.gz or .xlsx) in the order of its events from the start, ten days a second; the page /replay changes the speed.");
    private readonly Option<int> _maxUpload = Named("--max-upload-mib", "N", "Largest file that can be uploaded on the page /replay in MiB, before and after decompression.", HostOptions.DefaultMaxUploadMebibytes);
    private readonly Option<string?> _dataDirectory = Named("--data-dir", "DIR", "Folder of log and snapshots. Default: ./data; with --demo a fresh temporary folder that is deleted on exit. With --cluster --postgres: folder of what this silo remembers by itself (monitoring, what-ifs, files kept for a replay); default none.");
    private readonly Option<string> _models = Named("--models", "DIR", "Folder that holds one folder per model bundle.", ShippedBundles.Folder);
    private readonly Option<string> _model = Named("--model", "ID", "Bundle that is to serve, the name of its folder. Without it the champion of --models serves (champion.json) and is followed while the server runs; without a champion a data directory goes on with its own bundle.", HostOptions.DefaultModel);
    private readonly Option<int> _modelPoll = Named("--model-poll", "SECONDS", "How often champion.json is looked at.", HostOptions.DefaultModelPollSeconds);
    private readonly Option<string> _urls = Named("--urls", "URL", "Addresses to listen on, separated by semicolons.", HostOptions.DefaultUrl);
    private readonly Option<string> _clock = Named("--clock", "event|wall", "What moves the as-of date. event: the newest date that purchases of two different customers have reached, so that replays are repeatable and one typo cannot age everyone. wall: today in the time zone, for a live shop.", "event");
    private readonly Option<int?> _shards = Named<int?>("--shards", "N", "Shards of the engine. Default: one per core.");
    private readonly Option<string> _timeZone = Named("--time-zone", "ID", "The deployment's time zone (IANA name): times with an offset are converted to it.", "UTC");
    private readonly Option<string> _culture = Named("--culture", "NAME", "How the pages write numbers and dates; the API is the same everywhere.", HostOptions.DefaultCulture);
    private readonly Option<string> _currency = Named("--currency", "CODE", "The one currency of all amounts (ISO 4217). A data directory keeps the one it was made with.", HostOptions.DefaultCurrency);
    private readonly Option<int> _maxBody = Named("--max-body-mib", "N", "Largest body of transactions in MiB, before and after decompression.", HostOptions.DefaultMaxBodyMebibytes);
    private readonly Option<string> _logFormat = Named("--log-format", "simple|json", "How log entries are written to the console.", "simple");
    private readonly Option<string?> _retrainCommand = Named("--retrain-command", "FILE", "Program that is started when live accuracy has dropped by a fifth, such as ops/retrain/retrain.sh (docs/monitoring.md).");
    private readonly ClusterArguments _cluster = new();
    private readonly RootCommand _root;

    /// <summary>Makes the command line.</summary>
    public HostCommandLine()
    {
        _clock.AcceptOnlyFromAmong("event", "wall");
        _logFormat.AcceptOnlyFromAmong("simple", "json");
        _shards.Validators.Add(result => CheckRange(result, MostShards));
        _maxBody.Validators.Add(result => CheckRange(result, MostBodyMebibytes));
        _maxUpload.Validators.Add(result => CheckRange(result, MostUploadMebibytes));
        _replay.Validators.Add(CheckReplay);
        _modelPoll.Validators.Add(result => CheckRange(result, LongestModelPoll));
        _urls.Validators.Add(CheckUrls);
        _timeZone.Validators.Add(CheckTimeZone);
        _model.Validators.Add(CheckModel);
        _retrainCommand.Validators.Add(CheckProgram);
        _culture.Validators.Add(CheckCulture);
        _currency.Validators.Add(CheckCurrency);
        _root = new RootCommand("Live customer lifetime value: the server.")
        {
            _demo, _dataDirectory, _models, _model, _modelPoll, _urls, _clock, _shards, _timeZone, _culture, _currency, _maxBody, _logFormat, _replay, _maxUpload, _retrainCommand,
        };
        foreach (Option option in _cluster.All)
        {
            _root.Add(option);
        }

        _root.Validators.Add(command =>
        {
            if (command.GetValue(_demo) && command.GetResult(_replay) is not null)
            {
                command.AddError("--demo and --replay exclude each other: one stream at a time.");
            }
        });
        _root.Validators.Add(command => _cluster.CheckTogether(
            command,
            [(_shards, "a cluster has --partitions")],
            _dataDirectory,
            _demo));
    }

    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="output">Where <c>--help</c> and <c>--version</c> go.</param>
    /// <param name="error">Where the one line about wrong arguments goes.</param>
    /// <param name="exitCode">The exit code when there is nothing to run.</param>
    /// <returns>The options, or null when the process is to exit.</returns>
    public HostOptions? Parse(string[] arguments, TextWriter output, TextWriter error, out int exitCode)
    {
        ParseResult parsed = _root.Parse(arguments);
        exitCode = ExitCodes.Ok;
        if (parsed.Errors.Count > 0)
        {
            error.WriteLine($"clv-host: {OneLine(MessageOf(parsed))} Try --help.");
            exitCode = ExitCodes.WrongArguments;
            return null;
        }

        if (parsed.Action is not null)
        {
            parsed.Invoke(new InvocationConfiguration { Output = output, Error = error });
            return null;
        }

        bool demo = parsed.GetValue(_demo);
        ClusterSettings? cluster = _cluster.Read(parsed);
        return new HostOptions
        {
            IsDemo = demo,
            ReplayFile = parsed.GetValue(_replay),
            MaxUploadBytes = parsed.GetValue(_maxUpload) * 1024L * 1024,
            DataDirectory = parsed.GetValue(_dataDirectory) ?? (demo || cluster is not null ? null : "data"),
            ModelsDirectory = parsed.GetValue(_models)!,
            ModelId = parsed.GetResult(_model) is { Implicit: false } ? parsed.GetValue(_model) : null,
            ModelPoll = TimeSpan.FromSeconds(parsed.GetValue(_modelPoll)),
            Urls = parsed.GetValue(_urls)!,
            Clock = parsed.GetValue(_clock) == "wall" ? ClockKind.Wall : ClockKind.Event,
            Shards = parsed.GetValue(_shards),
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById(parsed.GetValue(_timeZone)!),
            Culture = parsed.GetValue(_culture)!,
            Currency = parsed.GetValue(_currency)!,
            MaxBodyBytes = parsed.GetValue(_maxBody) * 1024L * 1024,
            LogFormat = parsed.GetValue(_logFormat) == "json" ? LogFormat.Json : LogFormat.Simple,
            RetrainCommand = parsed.GetValue(_retrainCommand),
            Cluster = cluster,
        };
    }

    // A connection string without quotes falls apart at its spaces; its pieces, which may be a password's, are not repeated.
    private string MessageOf(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count > 0 && _cluster.NamesDatabase(parsed)
            ? "there is something after the options that is none of them; put the connection string in quotes."
            : parsed.Errors[0].Message;

    private static string OneLine(string message) => string.Join(' ', message.Split((char[])['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));

    private static Option<T> Named<T>(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static Option<string?> Named(string name, string value, string description) => Named<string?>(name, value, description);

    private static Option<T> Named<T>(string name, string value, string description, T standard) =>
        new(name) { Description = description, HelpName = value, DefaultValueFactory = _ => standard };

    /// <summary>Complains about a value that is no whole number from 1 to a limit.</summary>
    internal static void CheckRange(OptionResult result, int most)
    {
        if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out int value) || value < 1 || value > most))
        {
            result.AddError($"{result.Option.Name} must be a whole number from 1 to {most}.");
        }
    }

    private static void CheckUrls(OptionResult result)
    {
        foreach (string url in result.GetValueOrDefault<string>().Split(';'))
        {
            if (!IsListenable(url))
            {
                result.AddError($"--urls: \"{url}\" is no address like http://127.0.0.1:8002 (https belongs to a proxy in front).");
                return;
            }
        }
    }

    private static bool IsListenable(string url)
    {
        try
        {
            BindingAddress address = BindingAddress.Parse(url);
            return address.Scheme == "http" && address.PathBase.Length == 0 && address.Port is >= 0 and <= 65535;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void CheckTimeZone(OptionResult result)
    {
        string id = result.GetValueOrDefault<string>();
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))
        {
            result.AddError($"--time-zone: this machine knows no time zone \"{id}\".");
        }
    }

    private static void CheckReplay(OptionResult result)
    {
        string path = result.GetValueOrDefault<string>();
        if (!File.Exists(path))
        {
            result.AddError($"--replay: there is no file \"{path}\".");
        }
        else if (!TransactionFile.HasKnownEnding(path))
        {
            result.AddError($"--replay: \"{path}\" is none of .csv, .csv.gz and .xlsx.");
        }
    }

    private static void CheckModel(OptionResult result)
    {
        string id = result.GetValueOrDefault<string>();
        if (!BundleFolder.IsValidId(id))
        {
            result.AddError($"--model: \"{id}\" is no bundle id; it is the name of a folder below --models.");
        }
    }

    private static void CheckProgram(OptionResult result)
    {
        if (result.GetValueOrDefault<string>() is { } path && !File.Exists(path))
        {
            result.AddError($"{result.Option.Name}: there is no file \"{path}\".");
        }
    }

    private static void CheckCulture(OptionResult result)
    {
        string name = result.GetValueOrDefault<string>();
        if (!CultureNames.IsKnown(name))
        {
            result.AddError($"--culture: \"{name}\" is none of {string.Join(", ", CultureNames.All)}.");
        }
    }

    private static void CheckCurrency(OptionResult result)
    {
        string code = result.GetValueOrDefault<string>();
        if (!Currencies.IsCode(code))
        {
            result.AddError($"--currency: \"{code}\" is no ISO 4217 code like GBP.");
        }
    }
}
