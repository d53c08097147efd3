namespace ClvActors.Host.Live;

/// <summary>How long the batches of the last minute waited for their acknowledgement.</summary>
/// <remarks>Keeps the newest <see cref="Capacity"/> of them. Safe on any thread; <see cref="Record"/> costs a lock that is held for two writes.</remarks>
internal sealed class AcknowledgementTimes(TimeProvider time)
{
    /// <summary>Most durations that are kept.</summary>
    public const int Capacity = 4_096;

    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly long[] _recordedAt = new long[Capacity];
    private readonly TimeSpan[] _durations = new TimeSpan[Capacity];
    private long _recorded;

    /// <summary>A batch has been acknowledged.</summary>
    /// <param name="duration">Time from its arrival at the service to the acknowledgement.</param>
    public void Record(TimeSpan duration)
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            int at = (int)(_recorded++ % Capacity);
            _recordedAt[at] = now;
            _durations[at] = duration;
        }
    }

    /// <summary>Reads a percentile of the last minute's durations (nearest rank).</summary>
    /// <param name="percent">0 to 100.</param>
    /// <returns>Null when nothing was acknowledged within the minute.</returns>
    public TimeSpan? Percentile(double percent)
    {
        TimeSpan[] recent = Recent();
        if (recent.Length == 0)
        {
            return null;
        }

        Array.Sort(recent);
        return recent[Math.Clamp((int)Math.Ceiling(percent / 100 * recent.Length) - 1, 0, recent.Length - 1)];
    }

    private TimeSpan[] Recent()
    {
        long now = time.GetTimestamp();
        lock (_lock)
        {
            int filled = (int)Math.Min(_recorded, Capacity);
            List<TimeSpan> recent = new(filled);
            for (int at = 0; at < filled; at++)
            {
                if (time.GetElapsedTime(_recordedAt[at], now) <= Kept)
                {
                    recent.Add(_durations[at]);
                }
            }

            return [.. recent];
        }
    }
}
