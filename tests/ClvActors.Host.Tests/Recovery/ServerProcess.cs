using System.Diagnostics;
using System.Text;

namespace ClvActors.Host.Tests.Recovery;

/// <summary>The real server in a process of its own, so that it can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private ServerProcess(Process process, Uri address)
    {
        _process = process;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
    }

    public HttpClient Client { get; }

    public static async Task<ServerProcess> StartAsync(string dataDirectory)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(HostOptions).Assembly.Location);
        foreach (string argument in (string[])["--data-dir", dataDirectory, "--urls", "http://127.0.0.1:0"])
        {
            start.ArgumentList.Add(argument);
        }

        Process process = Process.Start(start)!;
        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StringBuilder output = new();
        void Read(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }

            int at = line?.IndexOf(Listening, StringComparison.Ordinal) ?? -1;
            if (at >= 0)
            {
                listening.TrySetResult(new Uri(line![(at + Listening.Length)..].Trim()));
            }
        }

        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Task ended = process.WaitForExitAsync();
        Task first = await Task.WhenAny(listening.Task, ended, Task.Delay(StartLimit));
        if (first != listening.Task)
        {
            process.Kill();
            lock (output)
            {
                Assert.Fail($"The server did not say that it listens. Its output:\n{output}");
            }
        }

        return new ServerProcess(process, await listening.Task);
    }

    /// <summary>Ends the process with SIGKILL.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Client.Dispose();
        _process.Dispose();
    }
}
