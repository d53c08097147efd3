using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ClvActors.TestData;

namespace ClvActors.Browser.Tests.Harness;

/// <summary>The real server in a process of its own, on a free port and a temporary folder.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly DirectoryInfo _folder;
    private readonly string[] _arguments;
    private Process _process;

    private ServerProcess(Process process, DirectoryInfo folder, string[] arguments, Uri address)
    {
        _process = process;
        _folder = folder;
        _arguments = arguments;
        Address = address;
        Client = new HttpClient { BaseAddress = address, Timeout = TimeLimits.Request };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Calls its API.</summary>
    public HttpClient Client { get; }

    /// <summary>Its models folder: copies of shipped bundles, which a test may break.</summary>
    public string Models => Path.Combine(_folder.FullName, "models");

    /// <summary>Starts a server and waits until it says that it listens.</summary>
    /// <param name="bundles">Shipped bundles to copy into its models folder; the first one serves.</param>
    /// <param name="arguments">Further arguments, such as <c>--demo</c>.</param>
    public static async Task<ServerProcess> StartAsync(IReadOnlyList<string> bundles, params string[] arguments)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("clv-browser-");
        foreach (string bundle in bundles)
        {
            CopyBundle(bundle, Path.Combine(folder.FullName, "models", bundle));
        }

        // Not one of the system's choice: the address has to be there again after a restart.
        (Process process, Uri address) = await LaunchAsync(folder, $"http://127.0.0.1:{LoopbackPorts.Take()}", arguments);
        return new ServerProcess(process, folder, arguments, address);
    }

    /// <summary>Ends the process with SIGKILL; its data and its address stay.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Starts it again after <see cref="KillAsync"/>, on the same data and the same address.</summary>
    public async Task StartAgainAsync()
    {
        (Process again, _) = await LaunchAsync(_folder, Address.ToString(), _arguments);
        _process.Dispose();
        _process = again;
    }

    /// <summary>Copies a shipped bundle.</summary>
    public static void CopyBundle(string bundle, string into)
    {
        Directory.CreateDirectory(into);
        foreach (string file in Directory.EnumerateFiles(Checkout.Bundle(bundle)))
        {
            File.Copy(file, Path.Combine(into, Path.GetFileName(file)));
        }
    }

    /// <summary>Reads an answer of the API.</summary>
    public async Task<JsonNode> GetAsync(string path) => JsonNode.Parse(await Client.GetStringAsync(path, TestContext.Current.CancellationToken))!;

    /// <summary>Posts to the API and expects success.</summary>
    public async Task<JsonNode> PostAsync(string path, object? body = null)
    {
        using HttpResponseMessage answer = await Client.PostAsync(path, body is null ? null : JsonContent.Create(body), TestContext.Current.CancellationToken);
        string text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    /// <summary>Ends the process with SIGKILL and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<(Process Process, Uri Address)> LaunchAsync(DirectoryInfo folder, string urls, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])
            [Checkout.Server, "--data-dir", Path.Combine(folder.FullName, "data"), "--models", Path.Combine(folder.FullName, "models"), "--urls", urls, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StringBuilder output = new();
        Process process = new() { StartInfo = start };
        process.OutputDataReceived += (_, line) => Read(line.Data);
        process.ErrorDataReceived += (_, line) => Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Task first = await Task.WhenAny(listening.Task, process.WaitForExitAsync(), Task.Delay(TimeLimits.ServerStart));
        if (first != listening.Task)
        {
            process.Kill();
            lock (output)
            {
                throw new InvalidOperationException($"The server did not say that it listens. Its output:\n{output}");
            }
        }

        return (process, await listening.Task);

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
    }
}
