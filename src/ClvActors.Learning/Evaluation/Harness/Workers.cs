using System.Runtime.ExceptionServices;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>Runs independent pieces of work on a few threads; failures come out as they were thrown.</summary>
internal static class Workers
{
    /// <summary>Runs pieces 0 to <paramref name="count"/> - 1.</summary>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static void Run(int count, int threads, Action<int> work, CancellationToken cancellation)
    {
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
