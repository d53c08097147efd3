using ClvActors.Domain.Customers;
using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Snapshots;
using ClvActors.ServiceContract.Oracle;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>A new feature set is a replay of the log.</summary>
public sealed class FeatureSetChangeTests
{
    private const ulong LogId = 0x1122_3344_5566_7788;

    [Theory]
    [InlineData("rfm-22", 1)]
    [InlineData("behaviour", 2)]
    public void Open_SnapshotOfAnotherFeatureSet_ReplaysTheWholeLogAndSaysSo(string name, int version)
    {
        RandomShop shop = RandomShop.Make(3, customers: 30);
        using DrivenEngine engine = DrivenEngine.Start(3);
        PopulationOracle oracle = new();
        List<TransactionBatch> batches = Batches.Cut(shop.Arriving(ArrivalOrder.AsSold, new Random(3)), () => 50);
        foreach (TransactionBatch batch in batches)
        {
            oracle.Add(batch.Lines);
            engine.Send(batch);
        }

        engine.Core.Settle();
        engine.Core.TakeSnapshot();
        engine.Dispose();
        SnapshotStore snapshots = new(engine.Storage, LogId);
        StockCodeTable stockCodes = new();
        SnapshotContent content = snapshots.ReadNewest(_ => stockCodes).Content!;
        snapshots.Write(content.Header with { FeatureSetName = name, FeatureSetVersion = version }, [content.Customers]);

        engine.Open();

        RecoveryReport recovery = engine.Core.Recovery;
        Assert.Null(recovery.SnapshotSequence);
        Assert.Equal(
            $"The snapshot after sequence number {content.Header.Sequence} holds feature set {name} version {version}, not behaviour version 1: the whole log is replayed.",
            Assert.Single(recovery.SnapshotWarnings));
        Assert.True(recovery.FramesReplayed >= batches.Count, $"only {recovery.FramesReplayed} frames were replayed");
        PopulationComparison.AssertEqual(
            oracle.At(engine.Core.Published.Window.AsOf!.Value, engine.Model), engine.Observe(oracle.Purchases.Select(line => line.Customer!.Value).Distinct()), $"replayed from {name}");

        engine.CloseAndOpen();
        Assert.NotNull(engine.Core.Recovery.SnapshotSequence);
        Assert.Empty(engine.Core.Recovery.SnapshotWarnings);
    }

    [Fact]
    public void Send_ACancellation_IsInTheNextRecord()
    {
        using DrivenEngine engine = DrivenEngine.Start(1);
        engine.Send(RunningEngine.SalesTo(1, "A", "B"));
        engine.Send(RunningEngine.SalesTo(2, "A", "B"));
        TransactionBatch sales = RunningEngine.SalesTo(3, "A");
        engine.Send(new TransactionBatch([.. sales.Lines.Select(line => line with { Invoice = "C1", Quantity = -line.Quantity, Time = line.Time.AddDays(-1) })]));
        FeatureVector features = engine.Core.Published.Find(sales.Lines[0].Customer!.Value).Record!.Features;
        Assert.Equal(1, features[FeatureSet.IndexOf("cancellation_invoices")]);
        Assert.Equal(sales.Lines[0].Total.ToDouble(), features[FeatureSet.IndexOf("cancelled_spend")]);
    }
}
