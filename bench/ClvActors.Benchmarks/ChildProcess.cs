using System.Diagnostics;

namespace ClvActors.Benchmarks;

/// <summary>This program once more, with another command, asked line by line.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="arguments">Its command line.</param>
    /// <param name="environment">Variables that are set, or with null taken away; the others are inherited.</param>
    public ChildProcess(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, isHost ? [typeof(ChildProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
    }

    /// <summary>Reads a line that it writes.</summary>
    /// <exception cref="InvalidOperationException">It has ended instead.</exception>
    public string Read() => _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("A child process has ended too early.");

    /// <summary>Sends a line and reads the answer.</summary>
    public string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return Read();
    }

    /// <summary>Ends its input and reads the rest.</summary>
    public string Finish()
    {
        _process.StandardInput.Close();
        string rest = _process.StandardOutput.ReadToEnd().Trim();
        _process.WaitForExit();
        return rest;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
