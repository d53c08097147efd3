using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ClvActors.Benchmarks;

/// <summary>Takes what is pushed by OTLP over HTTP in a process of its own, counts and forgets it: a collector's work is not the measured server's.</summary>
internal static class TelemetryReceiver
{
    /// <summary>The command line's word for it.</summary>
    public const string Command = "telemetry-receiver";

    /// <summary>Writes its address, receives until standard input ends, and writes what came.</summary>
    public static async Task RunAsync()
    {
        ConcurrentDictionary<string, (int Requests, long Bytes)> received = [];
        using HttpListener listener = new();
        string address = FreeAddress();
        listener.Prefixes.Add(address + "/");
        listener.Start();
        Console.WriteLine(address);
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

    private static string FreeAddress()
    {
        using TcpListener free = new(IPAddress.Loopback, 0);
        free.Start();
        return $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
    }
}
