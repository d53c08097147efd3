namespace ClvActors.Embedded.Tests.Engine;

/// <summary>A clock that moves when it is told to, or by a step whenever it is read.</summary>
/// <remarks>Timers fire on the thread that moves the clock. Safe on any thread.</remarks>
internal sealed class ManualTime(DateTimeOffset start, TimeSpan stepPerReading = default) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private long _ticks;

    public ManualTime()
        : this(new DateTimeOffset(2011, 1, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => start.AddTicks(Interlocked.Read(ref _ticks));

    public override long GetTimestamp() => Interlocked.Add(ref _ticks, stepPerReading.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ManualTimer timer = new(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what has become due.</summary>
    public void Advance(TimeSpan time)
    {
        ManualTimer[] due;
        lock (_lock)
        {
            long now = Interlocked.Add(ref _ticks, time.Ticks);
            due = [.. _timers.Where(timer => timer.DueTicks <= now)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (ManualTimer timer in due)
        {
            timer.Fire();
        }
    }

    private sealed class ManualTimer(ManualTime clock, Action fire) : ITimer
    {
        public long DueTicks { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueTicks = Interlocked.Read(ref clock._ticks) + dueTime.Ticks;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, default);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
