using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>The real server as a silo in a process of its own.</summary>
internal sealed partial class SiloProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private const int Terminate = 15;
    private const int Continue = 18;
    private const int Stop = 19;

    // A busy machine with two cores starts three of them at once.
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(180);
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _said;

    private SiloProcess(Process process, StringBuilder said, Uri address, int siloPort)
    {
        _process = process;
        _said = said;
        SiloPort = siloPort;
        Client = new HttpClient { BaseAddress = address, Timeout = RequestLimit };
    }

    /// <summary>Asks this silo.</summary>
    public HttpClient Client { get; }

    /// <summary>Its port for other silos.</summary>
    public int SiloPort { get; }

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_said)
            {
                return _said.ToString();
            }
        }
    }

    /// <summary>The server that was built beside these tests.</summary>
    private static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory, "..", "..", "ClvActors.Host", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "ClvActors.Host.dll");

    /// <summary>The bundles that come with the server.</summary>
    public static string Models { get; } = Path.Combine(Path.GetDirectoryName(Program)!, "models");

    /// <summary>Starts a silo; returns once it listens, and so has joined.</summary>
    public static async Task<SiloProcess> StartAsync(string database, int siloPort, params string[] more)
    {
        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StringBuilder said = new();
        void Read(string? line)
        {
            lock (said)
            {
                said.AppendLine(line);
            }

            int at = line?.IndexOf(Listening, StringComparison.Ordinal) ?? -1;
            if (at >= 0)
            {
                listening.TrySetResult(new Uri(line![(at + Listening.Length)..].Trim()));
            }
        }

        Process process = Process.Start(StartInfo(database, siloPort, more))!;
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using CancellationTokenSource limit = new(StartLimit);
        Task first = await Task.WhenAny(listening.Task, process.WaitForExitAsync(limit.Token));
        if (first != listening.Task)
        {
            process.Kill();
            lock (said)
            {
                Assert.Fail($"The silo did not say within {StartLimit.TotalSeconds} s that it listens. Its output:\n{said}");
            }
        }

        return new SiloProcess(process, said, await listening.Task, siloPort);
    }

    /// <summary>Starts a silo that is to be refused.</summary>
    /// <returns>Its exit code and what it wrote to standard error.</returns>
    public static async Task<(int Code, string Error)> RunAsync(string database, int siloPort, params string[] more)
    {
        using Process process = Process.Start(StartInfo(database, siloPort, more))!;
        using CancellationTokenSource limit = new(StartLimit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            await output;
            return (process.ExitCode, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException($"A silo that is to be refused still ran after {StartLimit.TotalSeconds} s.");
        }
    }

    /// <summary>Ends the process with SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Halts the process where it stands, as an overloaded or paused machine does.</summary>
    public void Freeze() => Assert.Equal(0, Signal(_process.Id, Stop));

    /// <summary>Has a frozen process go on.</summary>
    public void Thaw() => Assert.Equal(0, Signal(_process.Id, Continue));

    /// <summary>Ends the process with SIGTERM.</summary>
    /// <returns>The exit code.</returns>
    public Task<int> StopAsync()
    {
        Assert.Equal(0, Signal(_process.Id, Terminate));
        return ExitAsync("SIGTERM");
    }

    /// <summary>Waits until the process has ended.</summary>
    /// <param name="after">What ends it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> ExitAsync(string after)
    {
        using CancellationTokenSource limit = new(EndLimit);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The silo still ran {EndLimit.TotalSeconds} s after {after}. Its output:\n{Output}");
        }

        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Client.Dispose();
        _process.Dispose();
    }

    private static ProcessStartInfo StartInfo(string database, int siloPort, string[] more)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            Program, "--cluster", "--postgres", database, "--silo-port", siloPort.ToString(CultureInfo.InvariantCulture), "--urls", "http://127.0.0.1:0", .. more,
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        return start;
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Signal(int process, int signal);
}
