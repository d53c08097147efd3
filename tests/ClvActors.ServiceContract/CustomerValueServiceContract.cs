using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.ServiceContract.Models;

namespace ClvActors.ServiceContract;

/// <summary>What every implementation of <see cref="ICustomerValueService"/> promises; a host derives from it and says how it is opened.</summary>
/// <remarks>The services follow the event clock. Each test has an instance, and so a data directory or cluster, of its own.</remarks>
public abstract partial class CustomerValueServiceContract
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    /// <summary>Opens the service over the data of this instance: empty at first, later what an earlier service left, which has been disposed.</summary>
    /// <param name="model">The bundle that is to serve.</param>
    protected abstract ValueTask<ICustomerValueService> OpenAsync(IValueModel model);

    /// <summary>Puts a bundle where the service can open it.</summary>
    /// <returns>The path for <see cref="ICustomerValueService.SwapModelAsync"/>.</returns>
    protected abstract string Offer(IValueModel model);

    private ValueTask<ICustomerValueService> OpenAsync() => OpenAsync(FirstModel());

    private static ExponentialModel FirstModel() => new("first", 1);

    private static CustomerId Id(string text) => CustomerId.Parse(text);

    private static TransactionLine Line(string customer, string invoice, DateTime time, int quantity = 2, string stockCode = "22423") =>
        new(invoice, stockCode, "CAKESTAND", quantity, time, new Money(127_500), Id(customer), "United Kingdom");

    private static DateTime Day(int month, int day, int hour = 10) => new(2011, month, day, hour, 0, 0);

    private static TransactionBatch Batch(params TransactionLine[] lines) => new(lines);

    private static async Task<T> Until<T>(Task<T> task, string what)
    {
        try
        {
            return await task.WaitAsync(Longest);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"After {Longest.TotalSeconds} s still not: {what}.");
            throw;
        }
    }
}
