using System.Diagnostics;

namespace ClvActors.ClusterBenchmarks;

/// <summary>How fast this machine calls grains that do nothing: the ceiling for everything that calls grains.</summary>
internal static class GrainCallAnchor
{
    private const int Callers = 100;
    private const int Grains = 1_000;

    /// <summary>Calls for a while from so many callers and prints the rate.</summary>
    public static async Task RunAsync(string name, IGrainFactory grains, TimeSpan duration)
    {
        IEchoGrain[] targets = [.. Enumerable.Range(0, Grains).Select(key => grains.GetGrain<IEchoGrain>(key))];
        await Task.WhenAll(targets.Select(target => target.Ping().AsTask()));
        long calls = 0;
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            int at = caller;
            long made = 0;
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                await targets[at].Ping();
                at = (at + Callers) % Grains;
                made++;
            }

            Interlocked.Add(ref calls, made);
        })));
        Console.WriteLine($"{name}: {calls / Stopwatch.GetElapsedTime(start).TotalSeconds:N0} grain calls/s");
    }
}
