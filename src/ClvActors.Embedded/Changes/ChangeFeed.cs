using ClvActors.Domain.Service;
using ClvActors.Embedded.Queries;

namespace ClvActors.Embedded.Changes;

/// <summary>The newest changes in memory, and whoever waits for more.</summary>
/// <remarks>
/// One writer appends; any thread reads. The feed is bounded: who resumes from before its floor is served from the population's records, which
/// remember when each value last changed, so nothing is lost by forgetting.
/// </remarks>
internal sealed class ChangeFeed(int capacity)
{
    private const int LargestReading = 1_000;

    private readonly Lock _lock = new();
    private readonly ValueChange[] _ring = new ValueChange[capacity];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChangePosition _floor = ChangePosition.Start;
    private long _appended;

    /// <summary>Declares that everything up to a sequence number stands in the population's records only.</summary>
    public void StartAfter(long sequence)
    {
        lock (_lock)
        {
            _floor = new ChangePosition(sequence, null);
        }
    }

    /// <summary>Adds the changes of one or more sequence numbers, ascending by position.</summary>
    public void Append(IEnumerable<ValueChange> changes)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            foreach (ValueChange change in changes)
            {
                ref ValueChange place = ref _ring[_appended % _ring.Length];
                _floor = _appended >= _ring.Length ? place.Position : _floor;
                place = change;
                _appended++;
            }

            waiting = _more;
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
    }

    /// <summary>The next changes after a position, at most a thousand.</summary>
    /// <param name="after">The position.</param>
    /// <param name="more">Completes when more is appended.</param>
    /// <returns>The changes, or null when the position lies before the floor.</returns>
    public List<ValueChange>? After(ChangePosition after, out Task more)
    {
        lock (_lock)
        {
            more = _more.Task;
            if (after < _floor)
            {
                return null;
            }

            long low = Math.Max(0, _appended - _ring.Length);
            long high = _appended;
            while (low < high)
            {
                long middle = (low + high) >>> 1;
                if (_ring[middle % _ring.Length].Position <= after)
                {
                    low = middle + 1;
                }
                else
                {
                    high = middle;
                }
            }

            List<ValueChange> changes = [];
            for (; low < _appended && changes.Count < LargestReading; low++)
            {
                changes.Add(_ring[low % _ring.Length]);
            }

            return changes;
        }
    }

    /// <summary>The newest change of every customer after a position, from the population itself.</summary>
    public static IEnumerable<ValueChange> FromPopulation(PopulationSnapshot population, ChangePosition after) =>
        population.Entries
            .Where(entry => entry.ChangeSequence > 0)
            .Select(entry => (Position: new ChangePosition(entry.ChangeSequence, entry.Record!.Id), entry.Record))
            .Where(change => change.Position > after)
            .OrderBy(change => change.Position)
            .Select(change => new ValueChange(
                change.Position,
                change.Record!,
                population.SegmentOf(change.Record!),
                population.PercentileRankOf(change.Record!)));
}
