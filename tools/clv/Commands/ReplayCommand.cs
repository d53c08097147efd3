using System.CommandLine;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Output;
using ClvActors.CommandLine.Replay;
using ClvActors.CommandLine.Terminals;
using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Models;
using ClvActors.Embedded.Storage;
using ClvActors.Learning.Bundles;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv replay</c>: streams a file in event order into a server or into a data directory of its own.</summary>
internal static class ReplayCommand
{
    private const int StandardBatchLines = 4_000;
    private const int LargestBatchLines = 100_000;

    private static readonly Option<string> Data = CommonOptions.Data();
    private static readonly Option<bool> Strict = CommonOptions.Strict();
    private static readonly Option<string> TimeZone = CommonOptions.TimeZone();

    private static readonly Option<Uri?> Server = new("--server")
    {
        Description = "Address of a running server, such as http://127.0.0.1:8002.",
        HelpName = "URL",
        CustomParser = result =>
        {
            bool isAddress = Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https";
            if (!isAddress)
            {
                result.AddError($"--server: '{result.Tokens[0].Value}' is not an address like http://127.0.0.1:8002.");
            }

            return address;
        },
    };

    private static readonly Option<string?> DataDirectory = new("--data-dir")
    {
        Description = "Data directory of an engine in this process; made when it is not there.",
        HelpName = "DIR",
    };

    private static readonly Option<DateOnly?> Until = new("--until")
    {
        Description = "Last date that is streamed; the as-of date then moves there and everything is settled.",
        HelpName = "YYYY-MM-DD",
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM-dd", out DateOnly date))
            {
                return date;
            }

            result.AddError($"--until: '{result.Tokens[0].Value}' is not a date like 2010-11-30.");
            return null;
        },
    };

    private static readonly Option<ReplaySpeed> Speed = new("--speed")
    {
        Description = "'max', or seconds of events per second such as 86400x.",
        HelpName = "SPEED",
        DefaultValueFactory = _ => ReplaySpeed.Max,
        CustomParser = result =>
        {
            if (!ReplaySpeed.TryParse(result.Tokens[0].Value, out ReplaySpeed speed))
            {
                result.AddError($"--speed: '{result.Tokens[0].Value}' is neither max nor a factor like 86400x.");
            }

            return speed;
        },
    };

    private static readonly Option<int> BatchLines = CommonOptions.WholeNumber(
        "--batch-lines", "Lines of a batch; it ends with the invoice that reaches them.", StandardBatchLines, least: 1, LargestBatchLines);

    private static readonly Option<int> Shards = CommonOptions.WholeNumber(
        "--shards", "Shards of the engine in this process.", new EngineOptions().Shards, least: 1, most: 256);

    private static readonly Option<string?> Model = new("--model")
    {
        Description = $"Folder of the bundle that scores in this process (default: the directory's own; in a new one the shipped {ShippedBundles.DefaultId}).",
        HelpName = "BUNDLE",
    };

    private static readonly Option<string?> FeaturesOut = new("--features-out")
    {
        Description = "With --data-dir: write the live features of everyone at the end, in the layout of 'clv features'.",
        HelpName = "CSV",
    };

    private static readonly Option<FeatureList> Set = CommonOptions.Set("With --features-out: which features to write.");

    public static VerbCommand Create() => new VerbCommand(
        "replay",
        "Streams transactions in event order into a server, or into an engine in this process, and measures it.",
        "clv replay --data online_retail_II.csv.gz --server http://127.0.0.1:8002 --speed max",
        "clv replay --data online_retail_II.csv.gz --data-dir data --until 2010-11-30 --features-out features.csv",
        "clv replay --data shop.csv --server http://127.0.0.1:8002 --speed 86400x")
    {
        Data, Server, DataDirectory, Until, Speed, BatchLines, Shards, Model, FeaturesOut, Set, Strict, TimeZone,
    }.Does(RunAsync);

    private static async Task RunAsync(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        if ((values.GetValue(Server) is null) == (values.GetValue(DataDirectory) is null))
        {
            throw new WrongArgumentsException("Name one of --server and --data-dir.");
        }

        if (values.GetValue(FeaturesOut) is not null && values.GetValue(DataDirectory) is null)
        {
            throw new WrongArgumentsException("--features-out goes with --data-dir.");
        }

        long started = terminal.Time.GetTimestamp();
        DateOnly? until = values.GetValue(Until);
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(values.GetValue(TimeZone)!);
        EventFile file = EventFile.Read(values.GetValue(Data)!, zone, until, values.GetValue(Strict), terminal, cancellation);
        using OutputFile? features = values.GetValue(FeaturesOut) is { } path ? OutputFile.Create(path) : null;
        ICustomerValueService? engine = values.GetValue(Server) is null ? Open(values, zone, terminal) : null;
        await using IReplayTarget target = engine is null
            ? new ServerTarget(values.GetValue(Server)!, terminal.Time)
            : new EngineTarget(engine);

        TargetStatus before = await target.StatusAsync(cancellation);
        Check(before, until);
        ReplayRun run = new(target, values.GetValue(Speed), values.GetValue(BatchLines), terminal.Time);
        long lines = file.Lines.Count + file.Malformed;
        TimeSpan streaming = terminal.WithProgress(
            "Streaming", report => run.RunAsync(file.Lines, file.Malformed, done => report((double)done / lines), cancellation).GetAwaiter().GetResult());
        TargetStatus streamed = await target.StatusAsync(cancellation);
        if (until is { } end)
        {
            await target.AdvanceAsOfAsync(end, cancellation);
        }

        TargetStatus after = await target.SettleAsync(cancellation);
        foreach (string sample in file.MalformedSamples)
        {
            terminal.Line($"malformed: {sample}");
        }

        new ReplaySummary
        {
            Counts = run.Counts,
            Streaming = streaming,
            Total = terminal.Time.GetElapsedTime(started),
            Before = before,
            Streamed = streamed,
            After = after,
            MedianMilliseconds = run.AcknowledgementMilliseconds(50),
            NinetyNinthMilliseconds = run.AcknowledgementMilliseconds(99),
        }.WriteTo(terminal);
        if (features is not null)
        {
            await WriteFeaturesAsync(engine!, values.GetRequiredValue(Set), features, cancellation);
        }
    }

    private static void Check(TargetStatus target, DateOnly? until)
    {
        if (until is not null && target.FollowsWallClock)
        {
            throw new WrongInputException("--until needs a server on the event clock; this one's as-of date is today.");
        }

        if (until is { } date && string.CompareOrdinal(target.AsOf, $"{date:yyyy-MM-dd}") > 0)
        {
            throw new WrongInputException($"--until {date:yyyy-MM-dd} lies before the target's as-of date {target.AsOf}, which only moves forward; nothing was sent.");
        }
    }

    private static EmbeddedEngine Open(ParseResult values, TimeZoneInfo zone, Terminal terminal)
    {
        string directory = values.GetValue(DataDirectory)!;
        string bundle = values.GetValue(Model) ?? Path.Combine(ShippedBundles.Folder, ShippedBundles.DefaultId);
        EngineOptions options = new() { Shards = values.GetValue(Shards), TimeZone = zone, KeepsServedModel = values.GetValue(Model) is null };
        EmbeddedEngine engine = EmbeddedEngine.Open(
            new DiskStorage(directory), new FolderModelLibrary(directory), ModelBundle.Load(bundle), options, terminal.Time);
        if (engine.Recovery.TornTail is { } torn)
        {
            terminal.Line($"The log in {directory} ended in an unfinished commit group: {torn.Bytes} bytes were cut off at offset {torn.Offset}.");
        }

        return engine;
    }

    private static async Task WriteFeaturesAsync(
        ICustomerValueService engine, FeatureList set, OutputFile file, CancellationToken cancellation)
    {
        CsvRow.WriteHeader(file.Text, [FeaturesCommand.CustomerColumn, .. set.Names]);
        IReadOnlyList<CustomerSummary> everyone = await engine.PortfolioAsync(includeLapsed: false, cancellation);
        foreach (CustomerSummary customer in everyone.OrderBy(customer => customer.Record.Id, Comparer<CustomerId>.Default))
        {
            CsvRow.Write(file.Text, customer.Record.Id.ToString(), customer.Record.Features.Values[..set.Count]);
        }

        file.Complete();
    }
}
