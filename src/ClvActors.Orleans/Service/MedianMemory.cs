using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Service;

/// <summary>The population's medians under the newest view that asked for them.</summary>
/// <remarks>Exact for a settled view; in between the medians of the first view asked for under the same edges stand in. Safe on any thread.</remarks>
internal sealed class MedianMemory
{
    private Known? _known;

    /// <summary>The medians, one per feature.</summary>
    public async Task<double[]> OfAsync(PopulationView view, Func<Task<double[]>> compute)
    {
        Known? known = Volatile.Read(ref _known);
        if (known is { Customers: > 0 } && (known.Version == view.Version || (!view.IsSettled && known.Edges == view.Edges.Version)))
        {
            return known.Values;
        }

        double[] values = await compute();
        Volatile.Write(ref _known, new Known(view.Version, view.Edges.Version, view.Customers, values));
        return values;
    }

    private sealed record Known(long Version, long Edges, int Customers, double[] Values);
}
