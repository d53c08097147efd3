namespace ClvActors.Host.Dashboard;

/// <summary>Turns any number of changes into at most four renders a second: the first one at once, the last one never left out.</summary>
/// <param name="time">Measures the distance.</param>
/// <param name="render">Renders the component; called on threads of the pool.</param>
/// <remarks>A replay at full speed changes hundreds of times a second, and each render of a page is a message to its browser. Safe on any thread.</remarks>
internal sealed class RenderPace(TimeProvider time, Func<Task> render) : IDisposable
{
    /// <summary>Shortest time between two renders.</summary>
    public static readonly TimeSpan Distance = TimeSpan.FromMilliseconds(250);

    private readonly Lock _lock = new();
    private ITimer? _timer;
    private long? _renderedAt;
    private bool _isDisposed;

    /// <summary>Something has changed.</summary>
    public void Request()
    {
        lock (_lock)
        {
            if (_timer is not null || _isDisposed)
            {
                return;
            }

            TimeSpan wait = _renderedAt is { } before ? Distance - time.GetElapsedTime(before) : TimeSpan.Zero;
            _timer = time.CreateTimer(_ => Render(), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private void Render()
    {
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _timer?.Dispose();
            _timer = null;
            _renderedAt = time.GetTimestamp();
        }

        _ = render();
    }
}
