using System.Diagnostics;
using ClvActors.Host.Composition;

namespace ClvActors.Host.Tests.Composition;

public sealed class ProgramTests
{
    [Fact]
    public async Task Run_WrongArguments_ExitsWith2AndOneLine()
    {
        (int code, string output, string error) = await RunAsync("--shards", "0");

        Assert.Equal(ExitCodes.WrongArguments, code);
        Assert.Equal("", output);
        Assert.Equal("clv-host: --shards must be a whole number from 1 to 256. Try --help.\n", error);
    }

#if !ORLEANS
    [Fact]
    public async Task Run_ClusterInABuildWithoutIt_ExitsWith2AndSaysHowToBuildIt()
    {
        (int code, string output, string error) = await RunAsync("--cluster");

        Assert.Equal(ExitCodes.WrongArguments, code);
        Assert.Equal("", output);
        Assert.Contains("no cluster host", error, StringComparison.Ordinal);
        Assert.Contains("-p:UseOrleans=true", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
    }
#endif

    [Fact]
    public async Task Run_WithoutAModel_ExitsWith3AndOneLine()
    {
        using DataFolder folder = DataFolder.Prepare(new HostOptions())!;

        (int code, _, string error) = await RunAsync("--data-dir", Path.Combine(folder.FullPath, "data"), "--models", folder.FullPath, "--urls", "http://127.0.0.1:0");

        Assert.Equal(ExitCodes.Unusable, code);
        Assert.Single(error.TrimEnd('\n').Split('\n'));
        Assert.Contains("clv-12m", error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "ClvActors.Host.dll"));
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
