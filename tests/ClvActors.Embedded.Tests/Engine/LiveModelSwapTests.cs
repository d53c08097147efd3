using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.ServiceContract.Models;

namespace ClvActors.Embedded.Tests.Engine;

public sealed class LiveModelSwapTests
{
    [Fact]
    public async Task Swap_UnderLoad_PublishesOneVersion()
    {
        await using RunningEngine engine = RunningEngine.Start();
        await engine.Service.IngestAsync(new TransactionBatch([.. Enumerable.Range(0, 600).Select(number => RunningEngine.Sale($"C{number % 200}", number))]));
        using CancellationTokenSource done = new();
        TaskCompletionSource readFirst = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<HashSet<string>> reader = Task.Run(() => ReadBundlesAsync(engine.Service, readFirst, done.Token));
        await readFirst.Task.Until("the reader has read what the first bundle serves");
        Task writer = Task.Run(() => WriteAsync(engine.Service, done.Token));
        string[] names = ["second", "third", "fourth", "fifth"];
        for (int index = 0; index < names.Length; index++)
        {
            await engine.Service.SwapModelAsync(engine.Models.Offer(new ExponentialModel(names[index], index + 2))).AsTask().Until($"{names[index]} serves");
            Assert.Equal(names[index], (await engine.Service.StatusAsync()).BundleId);
            Assert.Equal(names[index], (await engine.Service.FindAsync(CustomerId.Parse("C7")))!.Record.BundleId);
        }

        HashSet<string> after = await ReadBundlesAsync(engine.Service, new TaskCompletionSource(), new CancellationToken(canceled: true));
        Assert.Equal(["fifth"], after);
        await done.CancelAsync();
        await writer.Until("the writer stops");
        HashSet<string> seen = await reader.Until("the reader stops");
        Assert.Contains("first", seen);
        Assert.Subset(new HashSet<string>([.. names, "first"]), seen);

        engine.Model = new ExponentialModel("fifth", 5);
        await engine.ReopenAsync();
        Assert.Equal("fifth", (await engine.Service.FindAsync(CustomerId.Parse("C7")))!.Record.BundleId);
    }

    [Fact]
    public async Task Swap_ToABrokenBundle_LeavesTheServingOne()
    {
        await using RunningEngine engine = RunningEngine.Start();
        await engine.Service.IngestAsync(RunningEngine.SalesTo(1, "A", "B"));
        await Assert.ThrowsAsync<InvalidDataException>(() => engine.Service.SwapModelAsync("nowhere").AsTask());
        Assert.Equal("first", (await engine.Service.StatusAsync()).BundleId);
    }

    [Fact]
    public async Task Open_WithAnotherBundle_ServesItFromTheFirstAnswer()
    {
        await using RunningEngine engine = RunningEngine.Start();
        await engine.Service.IngestAsync(RunningEngine.SalesTo(1, "A", "B"));
        engine.Model = new ExponentialModel("second", 2);
        await engine.ReopenAsync();
        Assert.Equal("second", (await engine.Service.FindAsync(CustomerId.Parse("A")))!.Record.BundleId);
    }

    private static async Task<HashSet<string>> ReadBundlesAsync(EmbeddedEngine service, TaskCompletionSource readFirst, CancellationToken done)
    {
        HashSet<string> seen = [];
        do
        {
            string inPortfolio = Assert.Single((await service.PortfolioAsync(cancellation: CancellationToken.None)).Select(customer => customer.Record.BundleId).Distinct());
            CustomerPage page = await service.ListAsync(new CustomerQuery(2, 50), CancellationToken.None);
            string onPage = Assert.Single(page.Items.Select(customer => customer.Record.BundleId).Distinct());
            seen.Add(inPortfolio);
            seen.Add(onPage);
            readFirst.TrySetResult();
            await Task.Yield();
        }
        while (!done.IsCancellationRequested);

        return seen;
    }

    private static async Task WriteAsync(EmbeddedEngine service, CancellationToken done)
    {
        for (int number = 1_000; !done.IsCancellationRequested; number++)
        {
            await service.IngestAsync(new TransactionBatch([RunningEngine.Sale($"C{number % 230}", number)]), CancellationToken.None);
        }
    }
}
