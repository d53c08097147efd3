using ClvActors.CommandLine.Terminals;

namespace ClvActors.CommandLine.Tests;

/// <summary>One command line, run in this process.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    public static Task<CommandRun> Of(params string[] args) => Of(TestContext.Current.CancellationToken, args);

    public static async Task<CommandRun> Of(CancellationToken cancellation, params string[] args)
    {
        StringWriter output = new();
        StringWriter error = new();
        int code = await ClvApplication.RunAsync(args, new Terminal(output, error, isInteractive: false), cancellation);
        return new CommandRun(code, output.ToString(), error.ToString());
    }

    /// <summary>Asserts success and hands the run on.</summary>
    public CommandRun Succeeded()
    {
        Assert.Equal("", Error);
        Assert.Equal(ExitCodes.Success, Code);
        return this;
    }

    /// <summary>Asserts a failure that is told in one line.</summary>
    public void Failed(int code, string line)
    {
        Assert.Equal($"clv: {line}{Environment.NewLine}", Error);
        Assert.Equal(code, Code);
    }
}
