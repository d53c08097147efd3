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
    private readonly Lock _lock = new();
    private readonly Queue<ValueChange> _changes = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChangePosition _floor = ChangePosition.Start;

    /// <summary>Forgets everything up to a position, which stands in the population's records.</summary>
    public void StartAfter(long sequence)
    {
        lock (_lock)
        {
            _changes.Clear();
            _floor = new ChangePosition(sequence, null);
        }
    }

    /// <summary>Adds the changes of one sequence number, ascending by customer.</summary>
    public void Append(IReadOnlyList<ValueChange> changes)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            foreach (ValueChange change in changes)
            {
                _changes.Enqueue(change);
                if (_changes.Count > capacity)
                {
                    _floor = _changes.Dequeue().Position;
                }
            }

            waiting = _more;
            _more = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.TrySetResult();
    }

    /// <summary>What is known after a position.</summary>
    /// <param name="after">The position.</param>
    /// <param name="more">Completes when more is appended.</param>
    /// <returns>The changes, or null when the position lies before the floor.</returns>
    public List<ValueChange>? After(ChangePosition after, out Task more)
    {
        lock (_lock)
        {
            more = _more.Task;
            return after < _floor ? null : [.. _changes.Where(change => change.Position > after)];
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
                Segmentation.SegmentOf(population, change.Record!),
                Segmentation.PercentileRankOf(population, change.Record!)));
}
