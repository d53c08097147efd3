using System.Diagnostics;
using ClvActors.Domain.Service;

namespace ClvActors.ClusterBenchmarks;

/// <summary>Streams batches into one or more services and tells lines and rescored customers per second.</summary>
internal static class IngestBenchmark
{
    /// <summary>Streams, settles and prints a line.</summary>
    /// <param name="name">What is measured.</param>
    /// <param name="services">The services; batches go to them in turn.</param>
    /// <param name="batches">What is streamed.</param>
    /// <param name="inFlight">Batches under way at the same time.</param>
    public static async Task RunAsync(string name, IReadOnlyList<ICustomerValueService> services, TransactionBatch[] batches, int inFlight)
    {
        long lines = batches.Sum(batch => (long)batch.Lines.Count);
        TimeSpan processorBefore = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        double[] seconds = new double[batches.Length];
        await Parallel.ForAsync(0, batches.Length, new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (index, _) =>
        {
            long sent = Stopwatch.GetTimestamp();
            await services[index % services.Count].IngestAsync(batches[index], CancellationToken.None);
            seconds[index] = Stopwatch.GetElapsedTime(sent).TotalSeconds;
        });
        double streamed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await services[0].SettleAsync();
        double settled = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ServiceStatus status = await services[0].StatusAsync();
        double processor = (Environment.CpuUsage.TotalTime - processorBefore).TotalSeconds;
        Array.Sort(seconds);
        Console.WriteLine(
            $"{name}: {lines / streamed:N0} lines/s, {status.Counts.InvoicesRescored / streamed:N0} rescored/s, "
            + $"{streamed:N2} s (settled {settled:N2} s, {processor:N2} s of processor time), acknowledged p50 {seconds[seconds.Length / 2] * 1000:N1} ms, p99 {seconds[(int)(seconds.Length * 0.99)] * 1000:N1} ms, "
            + $"{status.Syncs:N0} commits, {status.Customers:N0} customers");
    }
}
