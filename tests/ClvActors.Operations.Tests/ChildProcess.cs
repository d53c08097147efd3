using System.Diagnostics;
using System.Text;

namespace ClvActors.Operations.Tests;

/// <summary>A program that runs beside the test until it is disposed; everything it prints is kept.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    public ChildProcess(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Asks an address until it answers 200, the program ends, or the time is over.</summary>
    public Task WhenReadyAsync(HttpClient client, string path, TimeSpan limit) => Waiting.UntilAsync(
        $"{_process.StartInfo.FileName} to be ready",
        limit,
        async cancellation =>
        {
            Assert.False(_process.HasExited, Output);
            using HttpResponseMessage response = await client.GetAsync(path, cancellation);
            return response.IsSuccessStatusCode ? null : $"{path} says {(int)response.StatusCode}";
        });

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
