using Microsoft.Extensions.Logging;

namespace ClvActors.Host.Tests.Monitoring;

/// <summary>Keeps what is logged above debug.</summary>
internal sealed class EntryLog<T> : ILogger<T>
{
    private readonly Lock _lock = new();
    private readonly List<string> _entries = [];

    public IReadOnlyList<string> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
        {
            if (logLevel > LogLevel.Debug)
            {
                _entries.Add(formatter(state, exception) + (exception is null ? "" : $" {exception.Message}"));
            }
        }
    }
}
