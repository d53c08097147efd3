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
            out _, out _, out _, "--demo", "--data-dir", "x", "--models", "m", "--model", "clv-2", "--urls", "http://127.0.0.1:0;http://[::1]:5", "--clock", "wall", "--shards", "8",
            "--time-zone", "Europe/London", "--max-body-mib", "5", "--log-format", "json");

        Assert.Equal(
            new HostOptions
            {
                IsDemo = true,
                DataDirectory = "x",
                ModelsDirectory = "m",
                ModelId = "clv-2",
                Urls = "http://127.0.0.1:0;http://[::1]:5",
                Clock = ClockKind.Wall,
                Shards = 8,
                TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London"),
                MaxBodyBytes = 5L << 20,
                LogFormat = LogFormat.Json,
            },
            options);
    }

    [Fact]
    public void Parse_Demo_HasNoDirectoryOfItsOwn() => Assert.Null(Parse(out _, out _, out _, "--demo")!.DataDirectory);

    [Theory]
    [InlineData("--shards must be a whole number from 1 to 256", "--shards", "0")]
    [InlineData("--shards", "--shards", "many")]
    [InlineData("--max-body-mib must be a whole number from 1 to 1024", "--max-body-mib", "2000")]
    [InlineData("sun", "--clock", "sun")]
    [InlineData("no address", "--urls", "nowhere")]
    [InlineData("no address", "--urls", "https://127.0.0.1:5")]
    [InlineData("no time zone", "--time-zone", "Mars/Olympus")]
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
            ["--demo", "--data-dir", "--models", "--model", "--urls", "--clock", "--shards", "--time-zone", "--max-body-mib", "--log-format", "two different customers"],
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
