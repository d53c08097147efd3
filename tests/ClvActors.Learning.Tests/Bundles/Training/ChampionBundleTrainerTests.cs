using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Generation;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Training;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Learning.Tests.Bundles.Training;

public sealed class ChampionBundleTrainerTests
{
    private static readonly TrainedBundle Trained = GeneratedChampion.Trained;

    [Fact]
    public void Train_Again_GivesTheSameBytes()
    {
        TrainedBundle again = GeneratedChampion.Train();

        Assert.Equal(Trained.Trees.Select(LightGbmTextWriter.WriteText), again.Trees.Select(LightGbmTextWriter.WriteText));
        Assert.Equal(ManifestJson.Write(Trained.Manifest), ManifestJson.Write(again.Manifest));
    }

    [Fact]
    public void Train_GeneratedShop_HasEveryPartAndDescribesIt()
    {
        BundleManifest manifest = Trained.Manifest;

        Assert.Equal(PartRole.All.Except([PartRole.ColdStartLow]).Order(), manifest.Parts.Select(part => part.Role).Order());
        Assert.Equal(GeneratedChampion.Split.Train.Count, manifest.Part(PartRole.Value)!.Training.Rows);
        int cold = GeneratedShop.Lines.Compute(GeneratedShop.AsOf).Values.Count(features => features.Frequency == 1);
        Assert.Equal(cold, manifest.Part(PartRole.ColdStart)!.Training.Rows);
        Assert.Equal(cold, manifest.Quality!.ColdStart!.Model.Rows);
        Assert.Equal(ColdStartRule.ColdStartMean, manifest.ColdStart.Rule);
        Assert.Equal(GeneratedChampion.Split.Test.Count, manifest.Quality.Intervals!.All.Rows);
        Assert.Equal(manifest.Quality.Intervals.All.Rows, manifest.Quality.Intervals.Segments.Sum(segment => segment.Metrics.Rows));
        Assert.Equal(GeneratedChampion.Split.Train.Count, manifest.Interval!.Model!.Sum(group => group.Customers));
    }

    [Fact]
    public void Train_ThirtyDays_LooksAtMonthEndsWithAWindowBehindAndThirtyDaysAhead()
    {
        IReadOnlyList<DateOnly> origins = Trained.Manifest.Quality!.ThirtyDays!.Origins;
        DateOnly first = GeneratedShop.Lines.Purchases.Min(line => line.Date);
        DateOnly last = GeneratedShop.Lines.Purchases.Max(line => line.Date);

        Assert.Equal(5, origins.Count);
        Assert.All(origins, origin => Assert.Equal(1, origin.AddDays(1).Day));
        Assert.All(origins, origin => Assert.True(origin >= first.AddDays(364) && origin.AddDays(30) <= last));
        Assert.Equal(origins.Count, origins.Distinct().Count());
    }

    [Fact]
    public void Build_ThirtyDayRows_LeaveOutHeldOutCustomersAndTakeTheirLabelFromTheDaysAhead()
    {
        HashSet<CustomerId> held = [.. GeneratedChampion.Split.Test.Select(row => GeneratedShop.Table.Customers[row])];

        ThirtyDayTable table = ThirtyDayTable.Build(
            GeneratedShop.Lines, PurchaseDays.Of(GeneratedShop.Lines.Purchases, held), 2, TestContext.Current.CancellationToken)!;

        Assert.Equal(2, table.Origins.Count);
        List<double> expected = [];
        foreach (DateOnly origin in table.Origins)
        {
            foreach ((CustomerId customer, _) in GeneratedShop.Lines.Compute(origin).Where(customer => !held.Contains(customer.Key)))
            {
                expected.Add((double)GeneratedShop.Lines.Purchases
                    .Where(line => line.Customer == customer && line.Date > origin && line.Date <= origin.AddDays(30)).Sum(line => line.Quantity * line.Price.ToDecimal()));
            }
        }

        Assert.Equal(expected.Count, table.Spend.Length);
        Assert.All(expected, (spend, row) => Assert.Equal(spend, table.Spend[row], 1e-6));
        Assert.Equal(expected.Count, table.Features.Rows);
    }

    [Fact]
    public void Train_Progress_GoesFromNothingToAll()
    {
        List<double> told = [];
        GeneratedChampion.Train(progress: new Recorder(told));

        Assert.Equal(told.Order(), told);
        Assert.InRange(told[0], 0, 0.1);
        Assert.Equal(1, told[^1]);
    }

    [Fact]
    public void Train_DataTooSmallForSomeParts_LeavesThemOut()
    {
        ChampionParameters demanding = GeneratedChampion.Parameters with
        {
            ColdStart = GeneratedChampion.Parameters.ColdStart with { Trees = GeneratedChampion.Parameters.ColdStart.Trees with { MinimumRowsInLeaf = 10_000 } },
            ThirtyDays = GeneratedChampion.Parameters.ThirtyDays with { Trees = GeneratedChampion.Parameters.ThirtyDays.Trees with { MinimumRowsInLeaf = 10_000 } },
        };

        TrainedBundle trained = GeneratedChampion.Train(demanding);

        Assert.Equal([PartRole.Value, PartRole.ValueLow, PartRole.ValueHigh], trained.Manifest.Parts.Select(part => part.Role));
        Assert.Null(trained.Manifest.Interval!.ColdStart);
        Assert.Null(trained.Manifest.Quality!.ColdStart);
        Assert.Null(trained.Manifest.Quality.ThirtyDays);
        Assert.Contains("| `value.txt` | spend over 150 days |", ModelCard.Render(trained.Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void Train_WrongInput_IsToldInOneSentence()
    {
        BatchFeatures lines = new();
        foreach (TransactionLine line in new ShopGenerator(new ShopOptions(20, 7, new DateOnly(2020, 1, 1), new DateOnly(2021, 6, 30))).Lines())
        {
            lines.Add(line);
        }

        TrainingTable small = TrainingTable.From(lines, GeneratedShop.AsOf, 150);
        BatchFeatures past = new();
        foreach (TransactionLine line in GeneratedShop.Lines.Purchases.Where(line => line.Date <= GeneratedShop.AsOf))
        {
            past.Add(line);
        }

        TrainingTable silent = TrainingTable.From(past, GeneratedShop.AsOf, 150);

        Assert.Matches("^there are [0-9]+ training customers with at least 2 purchases in the window, expected at least 10$", Data(lines, small, GeneratedChampion.Parameters));
        Assert.Equal("no training customer spent anything in the 150 days after 2020-12-31, there is nothing to learn from", Data(past, silent, GeneratedChampion.Parameters));
        Assert.StartsWith("'No Id' is no id of a bundle", Assert.Throws<ArgumentException>(() => ChampionBundleTrainer.Train(
            GeneratedShop.Lines, GeneratedShop.Table, GeneratedChampion.Split, "No Id", GeneratedShop.Data, GeneratedChampion.Parameters)).Message, StringComparison.Ordinal);
        Assert.StartsWith("level must be above 0 and below 1, but is 80", Assert.Throws<ArgumentException>(() => GeneratedChampion.Train(
            GeneratedChampion.Parameters with { Interval = GeneratedChampion.Parameters.Interval with { Level = 80 } })).Message, StringComparison.Ordinal);

        static string Data(BatchFeatures lines, TrainingTable table, ChampionParameters parameters) => Assert.Throws<InvalidDataException>(() => ChampionBundleTrainer.Train(
            lines, table, TrainingSplit.Draw(table, 42), "x", GeneratedShop.Data, parameters)).Message;
    }

    [Fact]
    public void Train_ConstantFeature_IsPassedOver()
    {
        // Cancellations are cleaned away before this feature of the published model.
        int column = FeatureSet.IndexOf("cancellation_rate");
        Assert.Single(GeneratedShop.Table.Features.Select(features => features[column]).Distinct());

        Assert.DoesNotContain(Trained.Trees[0].Trees, tree => tree.SplitFeature.Contains(column));
    }

    [Fact]
    public void Train_Cancelled_Stops()
    {
        using CancellationTokenSource source = new();
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ChampionBundleTrainer.Train(
            GeneratedShop.Lines, GeneratedShop.Table, GeneratedChampion.Split, "x", GeneratedShop.Data, GeneratedChampion.Parameters, cancellation: source.Token));
    }

    private sealed class Recorder(List<double> told) : IProgress<double>
    {
        public void Report(double value) => told.Add(value);
    }
}
