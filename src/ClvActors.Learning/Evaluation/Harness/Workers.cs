using System.Runtime.ExceptionServices;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>Runs independent pieces of work on a few threads; failures come out as they were thrown.</summary>
public static class Workers
{
    /// <summary>Runs pieces 0 to <paramref name="count"/> - 1.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="threads">Pieces at once, at least 1.</param>
    /// <param name="work">Does a piece; what it throws ends the run.</param>
    /// <param name="cancellation">Stops between pieces.</param>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static void Run(int count, int threads, Action<int> work, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, work);
        }
        catch (AggregateException failed)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(failed.InnerExceptions[0]);
        }
    }
}
