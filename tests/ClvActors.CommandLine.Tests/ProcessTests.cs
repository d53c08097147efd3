using System.Diagnostics;

namespace ClvActors.CommandLine.Tests;

/// <summary>What only a process of its own can show: exit codes, streams and signals.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Process_MissingFile_ExitsNonZeroWithOneLine()
    {
        using Process process = Start("features", "--data", _temporary.Path("no.csv"), "--as-of", "2020-01-01", "--out", _temporary.Path("f.csv"));

        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal($"clv: {_temporary.Path("no.csv")}: no such file{Environment.NewLine}", error);
        Assert.Equal(ExitCodes.WrongInput, process.ExitCode);
        Assert.Empty(_temporary.Entries());
    }

    [Fact]
    public async Task Process_Interrupted_Exits130AndLeavesNothing()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("there is no way to send Ctrl+C to one process on Windows");
        }

        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using FileSystemWatcher watcher = new(_temporary.Root, "*.partial");
        watcher.Created += (_, _) => begun.TrySetResult();
        watcher.EnableRaisingEvents = true;

        // Writing so many customers takes far longer than it takes to send a signal.
        using Process process = Start("generate", "--customers", "300000", "--out", _temporary.Path("shop.csv"));
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal($"clv: cancelled{Environment.NewLine}", error);
        Assert.Equal(ExitCodes.Cancelled, process.ExitCode);
        Assert.Empty(_temporary.Entries());
    }

    private static Process Start(params string[] args) => Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "clv.dll"), .. args])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
