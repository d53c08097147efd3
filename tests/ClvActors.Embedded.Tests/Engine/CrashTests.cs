using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>Crashes anywhere: acknowledged batches count exactly once, the others wholly or not at all.</summary>
public sealed class CrashTests
{
    [Fact]
    public void Crash_AtRandomOperations_KeepsWhatWasAcknowledgedOnce()
    {
        int crashes = 0, kept = 0, lost = 0;
        for (int seed = 1; seed <= 60; seed++)
        {
            CrashRun run = new(RandomShop.Make(seed, customers: 20), seed, syncsEveryCommit: true);
            run.Execute();
            crashes += run.Crashes;
            kept += run.UnacknowledgedKept;
            lost += run.UnacknowledgedLost;
        }

        Assert.True(crashes > 200, $"only {crashes} crashes");
        Assert.True(kept > 0 && lost > 0, $"of the unacknowledged batches {kept} were kept and {lost} lost: both must happen");
    }

    [Fact]
    public void Kill_AtRandomOperationsWithoutSyncs_KeepsWhatWasAcknowledgedOnce()
    {
        for (int seed = 101; seed <= 120; seed++)
        {
            new CrashRun(RandomShop.Make(seed, customers: 20), seed, syncsEveryCommit: false).Execute();
        }
    }

    [Fact]
    public void PowerLoss_WithoutSyncs_LosesABatchOnlyWithEverythingAfterIt()
    {
        for (int seed = 201; seed <= 230; seed++)
        {
            Random random = new(seed);
            RandomShop shop = RandomShop.Make(seed, customers: 20);
            List<TransactionBatch> batches = Batches.Cut(shop.Arriving(ArrivalOrder.AsSold, random), () => random.Next(1, 30));
            using DrivenEngine engine = DrivenEngine.Start(seed, new EngineOptions { Shards = 2, SyncsEveryCommit = false });
            foreach (TransactionBatch batch in batches)
            {
                engine.Send(batch);
                if (random.Next(15) == 0)
                {
                    engine.Core.TakeSnapshot();
                }
            }

            engine.LosePower();
            engine.Open();
            long lines = engine.Core.Published.Counts.Lines;
            long upTo = 0;
            bool isPrefix = lines == 0 || batches.Any(batch => (upTo += batch.Lines.Count) == lines);
            Assert.True(isPrefix, $"seed {seed}: {lines} lines are no number of whole batches from the first");
        }
    }
}
