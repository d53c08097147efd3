using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Tests.Models;
using ClvActors.Embedded.Tests.Storage;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Engine;

public sealed class PurchaseSliceTests
{
    [Fact]
    public async Task Purchases_InSlicesOfOneCustomer_AnswerAllBetweenBatches()
    {
        const int Customers = 200;
        await using EmbeddedEngine engine = EmbeddedEngine.Open(
            new SimulatedStorage(1), new MemoryModelLibrary(), new ExponentialModel("first", 1), new EngineOptions { Shards = 2, Slice = TimeSpan.Zero }, TimeProvider.System);
        await engine.IngestAsync(Sales(Customers, 1));
        CustomerId[] ids = [.. Enumerable.Range(1, Customers).Select(number => CustomerId.FromNumber(number))];
        Task<IReadOnlyList<CustomerPurchases>> question = engine.PurchasesAsync(ids).AsTask();
        for (int invoice = 2; invoice <= 20; invoice++)
        {
            await engine.IngestAsync(Sales(Customers, invoice));
        }

        IReadOnlyList<CustomerPurchases> purchases = await question;
        Assert.Equal(ids, purchases.Select(one => one.Id));
        Assert.All(purchases, one => Assert.Equal(Enumerable.Range(1, one.Purchases.Count).Select(number => $"{number}"), one.Purchases.Select(purchase => purchase.Invoice)));
        Assert.All(purchases, one => Assert.InRange(one.Purchases.Count, 1, 20));
        Assert.All(await engine.PurchasesAsync(ids), one => Assert.Equal(20, one.Purchases.Count));
    }

    private static TransactionBatch Sales(int customers, int invoice) => new(
    [
        .. Enumerable.Range(1, customers).Select(number => new TransactionLine(
            $"{invoice}", "22423", "", 2, new DateTime(2011, 3, 1).AddHours(invoice), new Money(10_000), CustomerId.FromNumber(number), "United Kingdom")),
    ]);
}
