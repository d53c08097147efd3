namespace ClvActors.Orleans.Storage.Postgres;

/// <summary>Pauses between tries: doubling, bounded, and spread so that silos do not return all at once.</summary>
/// <param name="options">First and longest pause.</param>
/// <param name="time">The clock.</param>
/// <param name="seed">Seed of the spread.</param>
/// <remarks>Safe on any thread.</remarks>
internal sealed class RetryPause(PostgresStoreOptions options, TimeProvider time, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>Waits after a failed try.</summary>
    /// <param name="failures">Tries that have failed so far, from 1.</param>
    /// <param name="cancellation">Ends the wait early.</param>
    public Task WaitAsync(int failures, CancellationToken cancellation = default) => Task.Delay(Next(failures), time, cancellation);

    /// <summary>Between half of the bound and the bound, which doubles from the first pause to the longest.</summary>
    public TimeSpan Next(int failures)
    {
        double bound = Math.Min(options.FirstPause.TotalMilliseconds * Math.Pow(2, Math.Min(failures - 1, 30)), options.LongestPause.TotalMilliseconds);
        lock (_lock)
        {
            return TimeSpan.FromMilliseconds(bound * (0.5 + (0.5 * _random.NextDouble())));
        }
    }
}
