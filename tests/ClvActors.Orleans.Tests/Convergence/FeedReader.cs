using System.Collections.Concurrent;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Tests.Clusters;

namespace ClvActors.Orleans.Tests.Convergence;

/// <summary>A subscriber of the change feed that goes to another silo when its own is gone, and goes on where it was.</summary>
internal sealed class FeedReader : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly ConcurrentDictionary<CustomerId, double> _newest = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _heard = new(0);
    private readonly ShakenCluster _cluster;
    private readonly Task _reading;
    private ChangePosition _position = ChangePosition.Start;
    private int _reconnections;

    /// <summary>Subscribes.</summary>
    public FeedReader(ShakenCluster cluster)
    {
        _cluster = cluster;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Waits until the newest change of every customer tells what a lookup answers.</summary>
    public async Task AssertEndsWithAsync(IReadOnlyDictionary<CustomerId, double> lookups, string context)
    {
        using CancellationTokenSource over = new(Longest);
        while (Difference(lookups) is { } difference)
        {
            try
            {
                await Task.WhenAny(_heard.WaitAsync(over.Token), _reading);
                over.Token.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"{context}: after {Longest.TotalSeconds} s the feed still does not end with what lookups answer: {difference}, position {_position}, {_reconnections} reconnections, {await _cluster.DescribeAsync(Different(lookups))}");
            }

            if (_reading.IsFaulted)
            {
                await _reading;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _reading.ContinueWith(_ => { }, TaskScheduler.Default);
        _stopping.Dispose();
        _heard.Dispose();
    }

    private CustomerId Different(IReadOnlyDictionary<CustomerId, double> lookups) =>
        lookups.First(customer => !_newest.TryGetValue(customer.Key, out double told) || told != customer.Value).Key;

    private string? Difference(IReadOnlyDictionary<CustomerId, double> lookups)
    {
        foreach ((CustomerId customer, double value) in lookups)
        {
            if (!_newest.TryGetValue(customer, out double told) || told != value)
            {
                return $"{customer} is {value:R}, told {told:R}";
            }
        }

        return null;
    }

    private async Task ReadAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            LiveSilo silo = _cluster.Any();
            using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, silo.Gone);
            try
            {
                await foreach (ValueChange change in silo.Service.ChangesAsync(_position, either.Token))
                {
                    Assert.True(change.Position > _position, $"The feed tells {change.Position} after {_position}");
                    _position = change.Position;
                    _newest[change.Record.Id] = change.Record.PredictedValue;
                    _heard.Release();
                }
            }
            catch (Exception gone) when (gone is ServiceUnavailableException or ObjectDisposedException || (gone is OperationCanceledException && either.IsCancellationRequested))
            {
                _reconnections++;
            }
        }
    }
}
