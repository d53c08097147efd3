using ClvActors.Host.Composition;

namespace ClvActors.Host.Tests.Composition;

public sealed class HostCommandLineTests
{
    [Fact]
    public void Parse_Nothing_GivesTheDefaults()
    {
        HostOptions? options = Parse(out int code, out _, out _);

        Assert.Equal(0, code);
        Assert.Equal(new HostOptions { DataDirectory = "data" }, options);
        Assert.Equal("http://127.0.0.1:8002", options!.Urls);
        Assert.Equal(ClockKind.Event, options.Clock);
        Assert.Equal(64L << 20, options.MaxBodyBytes);
    }

    [Fact]
    public void Parse_Everything_IsTaken()
    {
        HostOptions? options = Parse(
            out _, out _, out _, "--demo", "--data-dir", "x", "--models", "m", "--model", "clv-2", "--model-poll", "7", "--urls", "http://127.0.0.1:0;http://[::1]:5", "--clock", "wall", "--shards", "8",
            "--time-zone", "Europe/London", "--culture", "de-DE", "--currency", "EUR", "--max-body-mib", "5", "--max-upload-mib", "9", "--log-format", "json");

        Assert.Equal(
            new HostOptions
            {
                IsDemo = true,
                DataDirectory = "x",
                ModelsDirectory = "m",
                ModelId = "clv-2",
                ModelPoll = TimeSpan.FromSeconds(7),
                Urls = "http://127.0.0.1:0;http://[::1]:5",
                Clock = ClockKind.Wall,
                Shards = 8,
                TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
                Culture = "de-DE",
                Currency = "EUR",
                MaxBodyBytes = 5L << 20,
                MaxUploadBytes = 9L << 20,
                LogFormat = LogFormat.Json,
            },
            options);
    }

    [Fact]
    public void Parse_Demo_HasNoDirectoryOfItsOwn() => Assert.Null(Parse(out _, out _, out _, "--demo")!.DataDirectory);

    [Fact]
    public void Parse_ClusterAlone_IsOneSiloInMemory()
    {
        HostOptions? options = Parse(out int code, out _, out _, "--cluster", "--demo");

        Assert.Equal(0, code);
        Assert.Equal(new HostOptions { IsDemo = true, Cluster = new ClusterSettings() }, options);
        Assert.Null(options!.Cluster!.Postgres);
        Assert.Equal(("clv", 11_111, "127.0.0.1", 16), (options.Cluster.ClusterId, options.Cluster.SiloPort, options.Cluster.Advertise, options.Cluster.Partitions));
    }

    [Fact]
    public void Parse_WholeCluster_IsTaken()
    {
        const string Connection = "Host=10.0.0.5;Port=5433;Database=clv;Username=app;Password=gar field";
        HostOptions? options = Parse(
            out _, out _, out string error, "--cluster", "--postgres", Connection, "--cluster-id", "shop.eu-1", "--silo-port", "11112", "--advertise", "silo-2.internal", "--partitions", "64");

        Assert.Equal("", error);
        ClusterSettings cluster = options!.Cluster!;
        Assert.Equal((Connection, "shop.eu-1", 11_112, "silo-2.internal", 64), (cluster.Postgres!.Value.Text, cluster.ClusterId, cluster.SiloPort, cluster.Advertise, cluster.Partitions));
        Assert.DoesNotContain("gar", options.ToString(), StringComparison.Ordinal);
        Assert.Contains("app@10.0.0.5:5433/clv", options.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--postgres", "Password=garfield")]
    [InlineData("--postgres", "postgresql://app:garfield@db/clv")]
    [InlineData("--postgres", "Host=db;Password=x", "garfield")]
    [InlineData("--postgres", "Host=db;=garfield")]
    public void Parse_BrokenConnection_NeverRepeatsIt(params string[] arguments)
    {
        HostOptions? options = Parse(out int code, out _, out string error, ["--cluster", .. arguments]);

        Assert.Null(options);
        Assert.Equal(ExitCodes.WrongArguments, code);
        Assert.DoesNotContain("garfield", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("--postgres goes with --cluster only", "--postgres", "Host=db")]
    [InlineData("--cluster-id goes with --cluster only", "--cluster-id", "x")]
    [InlineData("--silo-port goes with --cluster only", "--silo-port", "11112")]
    [InlineData("--advertise goes with --cluster only", "--advertise", "10.0.0.1")]
    [InlineData("--partitions goes with --cluster only", "--partitions", "4")]
    [InlineData("--data-dir goes with --postgres in a cluster", "--cluster", "--data-dir", "x")]
    [InlineData("--shards belongs to the embedded engine", "--cluster", "--shards", "2")]
    [InlineData("--demo would mix", "--cluster", "--demo", "--postgres", "Host=db")]
    [InlineData("--silo-port must be a whole number from 1 to 65535", "--cluster", "--silo-port", "65536")]
    [InlineData("--partitions must be a whole number from 1 to 4096", "--cluster", "--partitions", "0")]
    [InlineData("cannot reach 0.0.0.0", "--cluster", "--advertise", "0.0.0.0")]
    [InlineData("neither an address nor a name", "--cluster", "--advertise", "http://silo")]
    [InlineData("letters, digits", "--cluster", "--cluster-id", "a b")]
    [InlineData("--shards must be a whole number from 1 to 256", "--shards", "0")]
    [InlineData("--shards", "--shards", "many")]
    [InlineData("--max-body-mib must be a whole number from 1 to 1024", "--max-body-mib", "2000")]
    [InlineData("--model-poll must be a whole number from 1 to 86400", "--model-poll", "0")]
    [InlineData("sun", "--clock", "sun")]
    [InlineData("no address", "--urls", "nowhere")]
    [InlineData("no address", "--urls", "https://127.0.0.1:5")]
    [InlineData("no time zone", "--time-zone", "Mars/Olympus")]
    [InlineData("--culture: \"xx-XX\" is none of en-GB", "--culture", "xx-XX")]
    [InlineData("no ISO 4217 code", "--currency", "pounds")]
    [InlineData("no bundle id", "--model", "../x")]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("--data-dir", "--data-dir")]
    public void Parse_Wrong_SaysSoInOneLine(string part, params string[] arguments)
    {
        HostOptions? options = Parse(out int code, out _, out string error, arguments);

        Assert.Null(options);
        Assert.Equal(ExitCodes.WrongArguments, code);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Parse_Help_ListsEveryOption()
    {
        HostOptions? options = Parse(out int code, out string output, out _, "--help");

        Assert.Null(options);
        Assert.Equal(0, code);
        Assert.All(
            ["--demo", "--data-dir", "--models", "--model", "--model-poll", "--urls", "--clock", "--shards", "--time-zone", "--culture", "--currency", "--max-body-mib", "--log-format", "two different customers",
                "--cluster", "--postgres", "--cluster-id", "--silo-port", "--advertise", "--partitions", "PGPASSFILE"],
            part => Assert.Contains(part, output.ReplaceLineEndings(" "), StringComparison.Ordinal));
    }

    private static HostOptions? Parse(out int code, out string output, out string error, params string[] arguments)
    {
        using StringWriter written = new();
        using StringWriter complained = new();
        HostOptions? options = new HostCommandLine().Parse(arguments, written, complained, out code);
        (output, error) = (written.ToString(), complained.ToString());
        return options;
    }
}
