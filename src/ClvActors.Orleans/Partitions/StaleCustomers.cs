using ClvActors.Domain.Population;
using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Partitions;

/// <summary>A sweep's way through a partition: who does not stand at a view, each customer looked at once for every version of the view.</summary>
/// <remarks>
/// Customers go by their place in the partition. An entry that arrives behind the sweep and does not stand at its view is visited again, so that a
/// sweep that has ended has reached everyone. Not thread-safe.
/// </remarks>
internal sealed class StaleCustomers(IReadOnlyList<CustomerEntry> entries)
{
    private readonly Queue<int> _again = new();
    private PopulationView? _view;
    private int _next;

    /// <summary>Goes on towards a view, or starts from the first customer if it is another version than the last.</summary>
    public void SweepTo(PopulationView view)
    {
        if (_view?.Version != view.Version)
        {
            _view = view;
            _next = 0;
            _again.Clear();
        }
    }

    /// <summary>Takes out the next customer that does not stand at the view.</summary>
    /// <returns>The customer, or -1 when the sweep is through.</returns>
    public int Next()
    {
        if (_view is not { } view)
        {
            return -1;
        }

        while (_again.TryDequeue(out int customer))
        {
            if (IsStale(entries[customer], view))
            {
                return customer;
            }
        }

        while (_next < entries.Count)
        {
            int customer = _next++;
            if (IsStale(entries[customer], view))
            {
                return customer;
            }
        }

        return -1;
    }

    /// <summary>Whether everyone was taken out.</summary>
    public bool IsThrough()
    {
        int customer = Next();
        if (customer >= 0)
        {
            _again.Enqueue(customer);
        }

        return customer < 0;
    }

    /// <summary>Has a customer looked at again, because its entry changed under the sweep or its call failed.</summary>
    public void Revisit(int customer)
    {
        if (_view is { } view && customer < _next && IsStale(entries[customer], view))
        {
            _again.Enqueue(customer);
        }
    }

    /// <summary>Whether a customer must be scored anew to stand at a view.</summary>
    /// <remarks>Who does not move with the date has nothing that moves with the edges either; when an invoice enters or leaves, such a customer is due.</remarks>
    public static bool IsStale(CustomerEntry entry, PopulationView view) =>
        entry.BundleFingerprint != view.BundleFingerprint
        || !entry.Record.Features.IsComplete
        || (Settling.MovesWithDate(entry.Record) && !Settling.Holds(entry.Record, view.Window, entry.Keys, view.Edges));
}
