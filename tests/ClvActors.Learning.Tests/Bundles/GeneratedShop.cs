using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Generation;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Tests.Bundles;

/// <summary>A small generated shop, and a model trained on it in a moment.</summary>
internal static class GeneratedShop
{
    public static readonly DateOnly AsOf = new(2020, 12, 31);

    public static readonly BoostingParameters Parameters = ReferenceParameters.Value with { Iterations = 12, Leaves = 7, MinimumRowsInLeaf = 5 };

    public static readonly DataFingerprint Data = new("shop.csv", new string('a', 64), 1000, 900, 300, new DateOnly(2020, 1, 1), new DateOnly(2021, 6, 30));

    private static readonly Lazy<BatchFeatures> Cleaned = new(() =>
    {
        BatchFeatures lines = new();
        foreach (TransactionLine line in new ShopGenerator(new ShopOptions(300, 7, new DateOnly(2020, 1, 1), new DateOnly(2021, 6, 30))).Lines())
        {
            lines.Add(line);
        }

        return lines;
    });

    public static BatchFeatures Lines => Cleaned.Value;

    public static TrainingTable Table { get; } = TrainingTable.From(Lines, AsOf, 150);

    public static TrainedBundle Train(int seed = 42, string id = "test-model") =>
        BundleTrainer.Train(Table, TrainingSplit.Draw(Table, seed), Parameters with { Seed = seed }, id, Data, cancellation: TestContext.Current.CancellationToken);
}
