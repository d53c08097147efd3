using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ClvActors.Benchmarks;

/// <summary>Takes what is pushed by OTLP over HTTP in a process of its own, counts and forgets it: a collector's work is not the measured server's.</summary>
internal sealed class TelemetryReceiver : IDisposable
{
    /// <summary>The command line's word that makes a process the receiver.</summary>
    public const string Command = "telemetry-receiver";

    private readonly Process _process;

    private TelemetryReceiver(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Where it listens, without a path.</summary>
    public string Address { get; }

    /// <summary>Starts this program once more as the receiver.</summary>
    public static TelemetryReceiver Start()
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        ProcessStartInfo start = new(program, isHost ? [typeof(TelemetryReceiver).Assembly.Location, Command] : [Command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        Process process = Process.Start(start)!;
        return new TelemetryReceiver(process, process.StandardOutput.ReadLine()!);
    }

    /// <summary>Ends it.</summary>
    /// <returns>What it has received, by path.</returns>
    public string Stop()
    {
        _process.StandardInput.Close();
        string received = _process.StandardOutput.ReadToEnd().Trim();
        _process.WaitForExit();
        return received;
    }

    /// <summary>Receives until standard input ends.</summary>
    public static async Task RunAsync()
    {
        ConcurrentDictionary<string, (int Requests, long Bytes)> received = [];
        using HttpListener listener = new();
        listener.Prefixes.Add(FreeAddress() + "/");
        listener.Start();
        Console.WriteLine(listener.Prefixes.Single().TrimEnd('/'));
        Task receiving = Task.Run(async () =>
        {
            try
            {
                while (true)
                {
                    HttpListenerContext context = await listener.GetContextAsync();
                    using MemoryStream body = new();
                    await context.Request.InputStream.CopyToAsync(body);
                    received.AddOrUpdate(context.Request.Url!.AbsolutePath, (1, body.Length), (_, before) => (before.Requests + 1, before.Bytes + body.Length));
                    context.Response.Close();
                }
            }
            catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
            {
                // The benchmark is over.
            }
        });
        await Console.In.ReadToEndAsync();
        listener.Stop();
        await receiving;
        Console.WriteLine(string.Join("; ", received.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value.Requests} requests, {pair.Value.Bytes} bytes")));
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

    private static string FreeAddress()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
    }
}
