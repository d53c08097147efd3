using ClvActors.Domain.Population;
using ClvActors.Orleans.Aggregation;

namespace ClvActors.Orleans.Views;

/// <summary>The newest view that has reached this silo.</summary>
internal sealed class PopulationViews(IGrainFactory grains) : IPopulationViews
{
    private PopulationView _current = new()
    {
        Version = 0,
        AsOfDay = -1,
        Edges = RankEdges.None,
        MonthEnds = [],
        BundleId = "",
        BundleFingerprint = "",
        Bounds = [double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity],
        Ladder = ValueLadder.Empty,
        Customers = 0,
        Lapsed = 0,
        NewestCustomer = default,
        NewestDay = -1,
        IsSettled = false,
    };

    private Task? _fetching;

    /// <inheritdoc/>
    public PopulationView Current => Volatile.Read(ref _current);

    /// <inheritdoc/>
    public ValueTask<PopulationView> AtLeastAsync(long version)
    {
        PopulationView current = Current;
        return current.Version >= Math.Max(1, version) ? ValueTask.FromResult(current) : FetchAsync(Math.Max(1, version));
    }

    /// <summary>Takes a view over if it is newer.</summary>
    public void Offer(PopulationView view)
    {
        PopulationView current = Current;
        while (view.Version > current.Version)
        {
            PopulationView found = Interlocked.CompareExchange(ref _current, view, current);
            if (ReferenceEquals(found, current))
            {
                return;
            }

            current = found;
        }
    }

    // Hundreds of customers of a silo may miss the same view: one call fetches it for all. One that was under way before may bring an older one.
    private async ValueTask<PopulationView> FetchAsync(long version)
    {
        if (Volatile.Read(ref _fetching) is { IsCompleted: false } underWay)
        {
            await underWay;
            if (Current.Version >= version)
            {
                return Current;
            }
        }

        Task fetching = Volatile.Read(ref _fetching) is { IsCompleted: false } next ? next : FetchOnceAsync();
        Volatile.Write(ref _fetching, fetching);
        await fetching;
        return Current;
    }

    private async Task FetchOnceAsync() => Offer(await grains.GetGrain<ISegmentAggregatorGrain>(0).View());
}
