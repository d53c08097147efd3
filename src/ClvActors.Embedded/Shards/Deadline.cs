namespace ClvActors.Embedded.Shards;

/// <summary>A moment after which a slice of background work stops.</summary>
internal readonly struct Deadline
{
    private readonly TimeProvider? _time;
    private readonly long _timestamp;

    private Deadline(TimeProvider time, long timestamp)
    {
        _time = time;
        _timestamp = timestamp;
    }

    /// <summary>No deadline: the work runs to its end.</summary>
    public static Deadline Never => default;

    /// <summary>Whether the moment has come.</summary>
    public bool HasPassed => _time is not null && _time.GetTimestamp() >= _timestamp;

    /// <summary>The moment after so much time from now.</summary>
    public static Deadline After(TimeSpan time, TimeProvider clock) =>
        new(clock, clock.GetTimestamp() + (long)(time.TotalSeconds * clock.TimestampFrequency));
}
