using ClvActors.Domain.Service;

namespace ClvActors.Orleans.Tests.Faults;

/// <summary>Decides by a seed which steps of a storage fail, and whether before or after they were done.</summary>
/// <remarks>Safe on any thread; which step meets which decision depends on the threads.</remarks>
internal sealed class SeededFaults(int seed, double share)
{
    private readonly Random _random = new(seed);
    private bool _isOver;

    /// <summary>Steps that failed before they were done.</summary>
    public int Refused { get; private set; }

    /// <summary>Steps that were done and failed afterwards.</summary>
    public int Unknown { get; private set; }

    /// <summary>From now on everything works.</summary>
    public void End()
    {
        lock (_random)
        {
            _isOver = true;
        }
    }

    /// <summary>Runs a step that changes something.</summary>
    public async Task RunAsync(Func<Task> step)
    {
        (bool before, bool after) = Decide();
        if (before)
        {
            throw new ServiceUnavailableException("The storage was told to refuse this step.");
        }

        await step();
        if (after)
        {
            throw new ServiceUnavailableException("The storage was told to forget its answer.");
        }
    }

    /// <summary>Throws before some of the steps that only read.</summary>
    public void BeforeRead()
    {
        lock (_random)
        {
            if (!_isOver && _random.NextDouble() < share)
            {
                Refused++;
                throw new ServiceUnavailableException("The storage was told not to answer.");
            }
        }
    }

    private (bool Before, bool After) Decide()
    {
        lock (_random)
        {
            double drawn = _isOver ? 1 : _random.NextDouble();
            bool before = drawn < share / 2;
            bool after = !before && drawn < share;
            Refused += before ? 1 : 0;
            Unknown += after ? 1 : 0;
            return (before, after);
        }
    }
}
