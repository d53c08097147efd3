using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>Lines beyond the limits that the parser enforces, made by a program: they must not reach the log, where each start would stumble over them.</summary>
public sealed class ImpossibleLineTests
{
    public static TheoryData<string> Names => [.. Lines.Keys];

    private static Dictionary<string, TransactionLine> Lines { get; } = new()
    {
        ["quantity"] = RunningEngine.Sale("A", 1) with { Quantity = int.MaxValue },
        ["negative quantity"] = RunningEngine.Sale("A", 1) with { Quantity = int.MinValue },
        ["price"] = RunningEngine.Sale("A", 1) with { Price = new Money(long.MaxValue) },
        ["negative price"] = RunningEngine.Sale("A", 1) with { Price = new Money(long.MinValue) },
        ["total"] = RunningEngine.Sale("A", 1) with { Price = new Money(TransactionLimits.LargestPrice * Money.PerUnit), Quantity = TransactionLimits.LargestQuantity },
        ["early year"] = RunningEngine.Sale("A", 1, DateTime.MinValue),
        ["late year"] = RunningEngine.Sale("A", 1, DateTime.MaxValue),
        ["invoice"] = RunningEngine.Sale("A", 1) with { Invoice = "" },
        ["stock code"] = RunningEngine.Sale("A", 1) with { StockCode = "" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Ingest_LineBeyondTheLimits_IsRefusedBeforeTheLog(string what)
    {
        await using RunningEngine engine = RunningEngine.Start();
        TransactionBatch batch = new([RunningEngine.Sale("B", 2), Lines[what]]);
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => engine.Service.IngestAsync(batch).AsTask());
        Assert.Contains("line 2 ", error.Message);
        await engine.Service.IngestAsync(RunningEngine.SalesTo(3, "A"));
        await engine.ReopenAsync();
        Assert.Equal(1, (await engine.Service.StatusAsync()).Counts.Lines);
    }
}
