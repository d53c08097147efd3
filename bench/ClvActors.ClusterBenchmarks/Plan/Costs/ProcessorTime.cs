using System.Diagnostics;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>Processor time of this process, which other load on the machine changes little.</summary>
internal static class ProcessorTime
{
    /// <summary>Processor and wall time of some work.</summary>
    /// <param name="count">How many units it is.</param>
    /// <param name="work">The work.</param>
    /// <returns>Microseconds for each unit.</returns>
    public static async Task<(double Processor, double Wall)> PerUnitAsync(long count, Func<Task> work)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        double wall = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return ((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count, wall / count);
    }

    /// <summary>Bytes on the heap after everything unreachable was freed.</summary>
    public static long LiveBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
