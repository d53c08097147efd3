using ClvActors.Domain.Service;

namespace ClvActors.Host.Live;

/// <summary>The newest portfolio for all browsers together, while the population is small enough to be shown customer by customer.</summary>
/// <remarks>Safe on any thread. The lists are immutable.</remarks>
internal sealed class PortfolioCache(ICustomerValueService service, TimeProvider time) : IDisposable
{
    /// <summary>Up to so many customers are held; of more there are counts and pages by value only.</summary>
    public const int MostCustomers = 20_000;

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _one = new(1);
    private IReadOnlyList<CustomerSummary>? _customers;
    private long _readAt;

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>All customers of the population by value descending, at most two seconds old; null when there are too many.</summary>
    public async Task<IReadOnlyList<CustomerSummary>?> ReadAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_customers is not null && time.GetElapsedTime(_readAt) < Kept)
            {
                return _customers;
            }

            if ((await service.StatusAsync(cancellation)).Customers > MostCustomers)
            {
                return _customers = null;
            }

            _customers = await service.PortfolioAsync(cancellation: cancellation);
            _readAt = time.GetTimestamp();
            return _customers;
        }
        finally
        {
            _one.Release();
        }
    }
}
