using System.Runtime.ExceptionServices;
using ClvActors.Domain.Transactions;

namespace ClvActors.Orleans.Partitions;

/// <summary>One slice of a sweep: customers one after another, several at the same time, until there are no more or time is up.</summary>
/// <param name="concurrency">Customers at the same time, at least 1.</param>
/// <param name="length">How long customers are started.</param>
/// <param name="time">The clock.</param>
/// <remarks>Runs on its caller's scheduler, so inside a grain no two callbacks overlap.</remarks>
internal sealed class RescoreSlice(int concurrency, TimeSpan length, TimeProvider time)
{
    /// <summary>Runs the slice. Every lane visits at least one customer, so that a slice gets on however late it is woken.</summary>
    /// <param name="next">Gives the next customer, or null for no more.</param>
    /// <param name="rescore">Visits a customer.</param>
    /// <param name="failed">Hears of each customer whose visit failed, after all have ended.</param>
    /// <exception cref="Exception">The first failure, after all visits have ended.</exception>
    public async Task RunAsync(Func<CustomerId?> next, Func<CustomerId, Task> rescore, Action<CustomerId> failed)
    {
        long start = time.GetTimestamp();
        List<(CustomerId Customer, Exception Cause)> failures = [];
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => RunLaneAsync()).ToArray());
        foreach ((CustomerId customer, _) in failures)
        {
            failed(customer);
        }

        if (failures.Count > 0)
        {
            ExceptionDispatchInfo.Throw(failures[0].Cause);
        }

        async Task RunLaneAsync()
        {
            do
            {
                if (next() is not { } customer)
                {
                    return;
                }

                try
                {
                    await rescore(customer);
                }
                catch (Exception cause)
                {
                    failures.Add((customer, cause));
                }
            }
            while (time.GetElapsedTime(start) < length);
        }
    }
}
