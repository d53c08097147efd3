using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;

namespace ClvActors.Embedded.Tests.Engine;

public sealed class PurchaseSliceTests
{
    [Fact]
    public async Task Purchases_InSlicesOfOneCustomer_AnswerAllBetweenBatches()
    {
        const int Customers = 200;
        await using RunningEngine engine = RunningEngine.Start(new EngineOptions { Shards = 2, Slice = TimeSpan.Zero });
        await engine.Service.IngestAsync(Sales(Customers, 1));
        CustomerId[] ids = [.. Enumerable.Range(1, Customers).Select(number => CustomerId.FromNumber(number))];
        Task<IReadOnlyList<CustomerPurchases>> question;
        Task<IngestResult> second;
        using (engine.Hold())
        {
            // The question's first slice, the batch behind it, and only then its second slice.
            question = engine.Service.PurchasesAsync(ids).AsTask();
            second = engine.Service.IngestAsync(Sales(Customers, 2)).AsTask();
        }

        await second.Until("the batch between two slices is taken");
        for (int invoice = 3; invoice <= 20; invoice++)
        {
            await engine.Service.IngestAsync(Sales(Customers, invoice));
        }

        IReadOnlyList<CustomerPurchases> purchases = await question.Until("everyone is read");
        Assert.Equal(ids, purchases.Select(one => one.Id));
        Assert.All(purchases, one => Assert.Equal(Enumerable.Range(1, one.Purchases.Count).Select(number => $"{number}"), one.Purchases.Select(purchase => purchase.Invoice)));
        Assert.Single(purchases[0].Purchases);
        Assert.All(purchases.Skip(1), one => Assert.InRange(one.Purchases.Count, 2, 20));
        Assert.All(await engine.Service.PurchasesAsync(ids), one => Assert.Equal(20, one.Purchases.Count));
    }

    private static TransactionBatch Sales(int customers, int invoice) => new(
    [
        .. Enumerable.Range(1, customers).Select(number => new TransactionLine(
            $"{invoice}", "22423", "", 2, new DateTime(2011, 3, 1).AddHours(invoice), new Money(10_000), CustomerId.FromNumber(number), "United Kingdom")),
    ]);
}
