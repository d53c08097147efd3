using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Queries;
using ClvActors.ServiceContract.Models;
using ClvActors.ServiceContract.Shops;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>The state is a function of the log: what ran live, in slices and over snapshots, and a replay of the log alone come to the same.</summary>
public sealed class LogReplayTests
{
    private const int Seeds = 30;

    [Fact]
    public void Replay_OfAnyRun_GivesTheSameState()
    {
        for (int seed = 1; seed <= Seeds; seed++)
        {
            using DrivenEngine live = Run(seed, new Random(seed));
            AssertReplayIsSame(live, $"seed {seed}, end");
        }
    }

    private static void AssertReplayIsSame(DrivenEngine live, string context)
    {
        live.Core.Settle();
        using DrivenEngine replayed = live.OpenFromLogAlone(shards: 1 + (int)(live.Core.Published.Sequence % 4));
        AssertSame(live.Core.Published, replayed.Core.Published, context);
    }

    private static DrivenEngine Run(int seed, Random random)
    {
        RandomShop shop = RandomShop.Make(seed, customers: 80);
        IValueModel[] models =
            [new ExponentialModel("first", seed), new ExponentialModel("second", seed + 10), new ExponentialModel("coarse", seed + 20, step: 4)];
        DrivenEngine engine = DrivenEngine.Start(
            seed,
            new EngineOptions { Shards = random.Next(1, 3) },
            models[0],
            new ManualTime(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(0.9)));
        ArrivalOrder order = (ArrivalOrder)random.Next(3);
        List<TransactionBatch> batches = Batches.Cut(shop.Arriving(order, random), () => random.Next(1, 16));
        int sent = 0;
        while (sent < batches.Count)
        {
            int group = Math.Min(random.Next(1, 4), batches.Count - sent);
            engine.SendGroup(batches.GetRange(sent, group));
            sent += group;
            string served = engine.Core.Published.Model.Id;
            Step(engine, models, random);
            bool isSwapped = served != engine.Core.Published.Model.Id;
            if (isSwapped || random.Next(100) == 0)
            {
                AssertReplayIsSame(engine, $"seed {seed}, {sent} batches{(isSwapped ? ", just swapped" : "")}");
            }
        }

        return engine;
    }

    private static void Step(DrivenEngine engine, IValueModel[] models, Random random)
    {
        switch (random.Next(20))
        {
            case 0:
                engine.Core.Settle();
                break;
            case 1 or 2:
                engine.Core.BeginSettling();
                break;
            case 3:
                _ = engine.Core.BeginModelSwap(models[random.Next(models.Length)]);
                break;
            case 4 when engine.Core.Published.Window.AsOf is { } asOf:
                engine.Core.AdvanceAsOf(asOf.AddDays(random.Next(1, 9)));
                break;
            case 5:
                engine.Model = engine.Core.Published.Model;
                engine.KillAndOpen(random.Next(1, 5));
                break;
            case 6:
                engine.Model = engine.Core.Published.Model;
                engine.CloseAndOpen(random.Next(1, 5));
                break;
            case < 14 when engine.Core.HasBackgroundWork:
                engine.Core.RunSlice();
                break;
            default:
                break;
        }
    }

    private static void AssertSame(PopulationSnapshot live, PopulationSnapshot replayed, string context)
    {
        Assert.True(live.Sequence == replayed.Sequence, $"{context}: sequence {live.Sequence} became {replayed.Sequence}");
        Assert.True(live.Window == replayed.Window, $"{context}: as-of date");
        Assert.True(live.Edges == replayed.Edges, $"{context}: edges {live.Edges.Version} became {replayed.Edges.Version}");
        Assert.True(live.Model.Id == replayed.Model.Id, $"{context}: model");
        Assert.True(live.Counts.ToArray().SequenceEqual(replayed.Counts.ToArray()), $"{context}: counts");
        Assert.True(live.IsSettled && replayed.IsSettled, $"{context}: not settled");
        string[] before = Describe(live), after = Describe(replayed);
        Assert.True(before.Length > 0, $"{context}: nobody is there");
        for (int index = 0; index < Math.Max(before.Length, after.Length); index++)
        {
            Assert.True(before[index] == after[index], $"{context}\nlive     {before[index]}\nreplayed {after[index]}");
        }
    }

    // The edges' version on a record is left out: it names the edges behind its last rescore, and a replay may have had no reason for one.
    private static string[] Describe(PopulationSnapshot population) =>
    [
        .. population.Entries.OrderBy(entry => entry.Record!.Id).Select(entry =>
        {
            CustomerRecord record = entry.Record!;
            string features = string.Join(',', record.Features.Values.ToArray().Select(value => value.ToString("R")));
            return $"{record.Id} changed {entry.ChangeSequence} {record.Prediction} {record.Source} {record.BundleId} at {record.Window.AsOfDay} "
                + $"from {record.FirstPurchaseDay} to {record.LastPurchaseDay} waiting {record.WaitingInvoices} [{features}] history {string.Join(' ', entry.History)}";
        }),
    ];
}
