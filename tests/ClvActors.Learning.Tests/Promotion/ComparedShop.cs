using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Generation;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

namespace ClvActors.Learning.Tests.Promotion;

/// <summary>A generated shop of two years, large enough to compare bundles on, and bundles trained on it in a moment.</summary>
internal static class ComparedShop
{
    public const int Horizon = 90;

    public const string Hash = "the hash of the shop";

    public static readonly DateOnly End = new(2021, 6, 30);

    private static readonly Lazy<ComparisonData> Made = new(() =>
    {
        BatchFeatures lines = new();
        foreach (TransactionLine line in new ShopGenerator(new ShopOptions(900, 11, new DateOnly(2019, 12, 1), End)).Lines())
        {
            lines.Add(line);
        }

        return new ComparisonData(lines, Hash, lines.Purchases.Max(line => line.Date));
    });

    public static ComparisonData Data => Made.Value;

    /// <summary>The newest as-of date whose horizon the data covers.</summary>
    public static DateOnly Newest => Data.LastDate.AddDays(-Horizon);

    /// <summary>Trains a bundle.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="asOf">As-of date of its features.</param>
    /// <param name="splitOf">Who is held out; by customer when not given.</param>
    /// <param name="iterations">Trees.</param>
    /// <param name="horizon">Days that its label covers.</param>
    /// <param name="sha256">Hash of the data as the manifest says it.</param>
    public static TrainedBundle Train(
        string id, DateOnly asOf, Func<TrainingTable, TrainingSplit>? splitOf = null, int iterations = 2, int horizon = Horizon, string sha256 = Hash)
    {
        TrainingTable table = TrainingTable.From(Data.Lines, asOf, horizon);
        DataFingerprint data = new("shop.csv", sha256, Data.Lines.Counts.Lines, Data.Lines.Counts.Accepted, 900, new DateOnly(2019, 12, 1), End);
        return BundleTrainer.Train(
            table,
            splitOf?.Invoke(table) ?? TrainingSplit.ByCustomer(table, 42),
            ReferenceParameters.Value with { Iterations = iterations, Leaves = 7, LearningRate = 0.1 },
            id,
            data,
            cancellation: TestContext.Current.CancellationToken);
    }

    /// <summary>Trains a bundle and gives its manifest.</summary>
    public static BundleManifest Manifest(string id, DateOnly asOf, Func<TrainingTable, TrainingSplit>? splitOf = null, string sha256 = Hash) =>
        Train(id, asOf, splitOf, sha256: sha256).Manifest;
}
