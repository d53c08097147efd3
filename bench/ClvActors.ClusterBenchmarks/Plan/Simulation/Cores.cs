namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>The cores of a machine: work starts in the order in which it comes, on the core that is free first.</summary>
internal sealed class Cores(int count)
{
    private readonly PriorityQueue<int, double> _free = new(Enumerable.Range(0, count).Select(core => (core, 0.0)));

    /// <summary>Seconds of work so far.</summary>
    public double Busy { get; private set; }

    /// <summary>Takes a core.</summary>
    /// <returns>When the work is done.</returns>
    public double Take(double now, double seconds)
    {
        _free.TryDequeue(out int core, out double free);
        double done = Math.Max(now, free) + seconds;
        _free.Enqueue(core, done);
        Busy += seconds;
        return done;
    }
}
