using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>Asks one path after the other at some silos all the time, and keeps every answer with the time that it took.</summary>
internal sealed class LookupLoop : IAsyncDisposable
{
    // Steady, so that lookups show what the cluster does and not what they do to it on two cores.
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentBag<LookupAnswer> _answers = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _running;

    /// <summary>Starts asking.</summary>
    /// <param name="silos">The silos, in turn.</param>
    /// <param name="paths">The paths, in turn.</param>
    public LookupLoop(IReadOnlyList<SiloProcess> silos, IReadOnlyList<string> paths) =>
        _running = Task.WhenAll(silos.Select((silo, offset) => Task.Run(() => RunAsync(silo, paths, offset))));

    /// <summary>Stops asking.</summary>
    /// <returns>All answers.</returns>
    public async Task<IReadOnlyList<LookupAnswer>> StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        return [.. _answers.OrderByDescending(answer => answer.Took)];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    private async Task RunAsync(SiloProcess silo, IReadOnlyList<string> paths, int offset)
    {
        using PeriodicTimer beat = new(Beat);
        for (int turn = offset; !_stopping.IsCancellationRequested; turn++)
        {
            string path = paths[turn % paths.Count];
            long started = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await silo.Client.GetAsync(path);
            string body = await answer.Content.ReadAsStringAsync();
            _answers.Add(new LookupAnswer(path, answer.StatusCode, body, Stopwatch.GetElapsedTime(started)));
            await beat.WaitForNextTickAsync();
        }
    }
}

/// <summary>What a lookup was answered.</summary>
internal sealed record LookupAnswer(string Path, HttpStatusCode Status, string Body, TimeSpan Took);
