using System.Collections.Concurrent;

namespace ClvActors.Host.Telemetry;

/// <summary>How many traces are begun: of every kind at most ten in a row and ten a second after that.</summary>
/// <remarks>
/// A limit and not a share, because of what an operator looks for: a small shop sees every trace, a rare operation is never missed, and a server that has become slow shows every batch, since fewer than the
/// limit come. A flood costs what ten traces a second cost. Kinds are routes and names of spans, both from closed lists, so their number is small. Source: generic cell rate algorithm (virtual
/// scheduling), ITU-T I.371, annex A. Safe on any thread, without locks.
/// </remarks>
/// <param name="time">The clock.</param>
internal sealed class TraceBudget(TimeProvider time)
{
    /// <summary>Traces of one kind in a second, and at once after a second without any.</summary>
    public const int PerSecond = 10;

    private readonly long _interval = time.TimestampFrequency / PerSecond;
    private readonly ConcurrentDictionary<string, Arrival> _kinds = new(StringComparer.Ordinal);

    /// <summary>Whether a trace may begin; counts it if so.</summary>
    /// <param name="kind">The route or the name of the trace's first span.</param>
    public bool TryTake(string kind)
    {
        Arrival arrival = _kinds.GetOrAdd(kind, static _ => new Arrival());
        long now = time.GetTimestamp();
        while (true)
        {
            long due = Volatile.Read(ref arrival.Due);
            if (due - now > _interval * (PerSecond - 1))
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref arrival.Due, Math.Max(due, now) + _interval, due) == due)
            {
                return true;
            }
        }
    }

    private sealed class Arrival
    {
        // The theoretical arrival time: when the next trace would be due if they came evenly.
        public long Due = long.MinValue / 2;
    }
}
