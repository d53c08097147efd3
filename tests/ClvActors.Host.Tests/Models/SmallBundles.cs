using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Generation;
using ClvActors.Host.Tests.Models;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

[assembly: AssemblyFixture(typeof(SmallBundles))]

namespace ClvActors.Host.Tests.Models;

/// <summary>Three small bundles, trained once and copied for each test.</summary>
public sealed class SmallBundles : IDisposable
{
    private static readonly DateOnly AsOf = new(2020, 12, 31);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-host-bundles-");

    public SmallBundles()
    {
        BatchFeatures lines = new();
        foreach (TransactionLine line in new ShopGenerator(new ShopOptions(200, 7, new DateOnly(2020, 1, 1), new DateOnly(2021, 6, 30))).Lines())
        {
            lines.Add(line);
        }

        TrainingTable table = TrainingTable.From(lines, AsOf, 150);
        DataFingerprint data = new("shop.csv", new string('a', 64), lines.Counts.Lines, lines.Counts.Accepted, 200, new DateOnly(2020, 1, 1), new DateOnly(2021, 6, 30));
        foreach ((string id, int iterations) in (IEnumerable<(string, int)>)[("clv-a", 3), ("clv-b", 6), ("clv-12m", 9)])
        {
            TrainedBundle trained = BundleTrainer.Train(
                table, TrainingSplit.ByCustomer(table, 42), ReferenceParameters.Value with { Iterations = iterations, Leaves = 5, MinimumRowsInLeaf = 5 }, id, data);
            BundleWriter.Write(Path.Combine(_folder.FullName, id), trained);
        }
    }

    /// <summary>Makes a models folder with copies of some bundles.</summary>
    public string Copy(string target, params string[] ids)
    {
        foreach (string id in ids)
        {
            Directory.CreateDirectory(Path.Combine(target, id));
            foreach (string file in Directory.EnumerateFiles(Path.Combine(_folder.FullName, id)))
            {
                File.Copy(file, Path.Combine(target, id, Path.GetFileName(file)));
            }
        }

        return target;
    }

    /// <summary>Promotes a bundle without asking.</summary>
    public static void Promote(string models, string id)
    {
        ChampionPointer? before = ChampionFile.Find(models);
        ChampionRecord record = new()
        {
            Bundle = id,
            Fingerprint = ModelBundle.Load(Path.Combine(models, id)).Fingerprint,
            PromotedAt = new DateTimeOffset(2021, 7, 1, 0, 0, 0, TimeSpan.Zero),
            Command = "a test",
        };
        ChampionFile.Replace(models, before, before?.Promote(record) ?? ChampionPointer.First(record));
    }

    /// <summary>Goes back to the champion before.</summary>
    public static void RollBack(string models)
    {
        ChampionPointer pointer = ChampionFile.Find(models)!;
        ChampionFile.Replace(models, pointer, pointer.RollBack(new DateTimeOffset(2021, 7, 2, 0, 0, 0, TimeSpan.Zero), "a test"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
