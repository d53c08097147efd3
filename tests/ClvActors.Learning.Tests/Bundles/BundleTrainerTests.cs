using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Tests.Boosting;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class BundleTrainerTests
{
    private static readonly TrainingTable Table = GeneratedShop.Table;

    [Fact]
    public void From_GeneratedShop_TakesRepeatCustomersAndTheirLaterSpend()
    {
        TransactionLine[] purchases = [.. GeneratedShop.Lines.Purchases];
        DateOnly last = GeneratedShop.AsOf.AddDays(150);

        Assert.Equal(Table.Customers.Order(), Table.Customers);
        Assert.True(Table.Customers.Count > 60, $"only {Table.Customers.Count} repeat customers");
        for (int row = 0; row < Table.Customers.Count; row++)
        {
            TransactionLine[] own = [.. purchases.Where(line => line.Customer == Table.Customers[row])];
            int invoices = own.Where(line => line.Date <= GeneratedShop.AsOf && line.Date > GeneratedShop.AsOf.AddDays(-365)).Select(line => (line.Invoice, line.Date)).Distinct().Count();
            Assert.Equal(invoices, Table.Features[row].Frequency);
            Assert.True(invoices >= 2);
            decimal spend = own.Where(line => line.Date > GeneratedShop.AsOf && line.Date <= last).Sum(line => line.Quantity * line.Price.ToDecimal());
            Assert.Equal(spend, Table.Labels[row].ToDecimal());
        }
    }

    [Fact]
    public void Train_DrawnSplit_DescribesTheTestSide()
    {
        TrainingSplit split = TrainingSplit.Draw(Table, 42);
        TrainedBundle trained = GeneratedShop.Train();
        double[] actual = [.. split.Test.Select(row => Table.Labels[row].ToDouble())];
        double[] predicted = [.. split.Test.Select(row => Math.Max(Math.Exp(PlainScorer.Score(trained.Trees[0], [.. Table.Features[row].Values])) - 1, 0))];

        Assert.Equal(actual.Zip(predicted, (a, p) => Math.Abs(a - p)).Average(), trained.Manifest.Metrics.MeanAbsoluteError, 1e-6);
        Assert.Equal(split.Test.Count, trained.Manifest.Metrics.Rows);
        Assert.Equal(split.Train.Count, trained.Manifest.Training.TrainCustomers);
        double mean = split.Train.Average(row => Table.Labels[row].ToDouble());
        Assert.Equal(actual.Average(a => Math.Abs(a - mean)), trained.Manifest.BaselineMetrics.MeanAbsoluteError, 1e-6);
        double[] labels = [.. split.Train.Select(row => Table.Labels[row].ToDouble()).Order()];
        Assert.Equal((labels[(labels.Length - 1) / 2] + labels[labels.Length / 2]) / 2, trained.Manifest.ColdStart.Value, 1e-9);
    }

    [Fact]
    public void Train_Distributions_AreThoseOfTheTrainingCustomers()
    {
        TrainingSplit split = TrainingSplit.Draw(Table, 42);
        double[] spend = [.. split.Train.Select(row => Table.Features[row].MonetaryTotal).Order()];

        FeatureDistribution distribution = GeneratedShop.Train().Manifest.FeatureDistributions[FeatureSet.IndexOf("monetary_total")];

        Assert.Equal(spend[0], distribution.Minimum);
        Assert.Equal(spend[^1], distribution.Maximum);
        Assert.Equal(spend.Average(), distribution.Mean, 1e-6);
        Assert.Equal(["p01", "p05", "p10", "p20", "p30", "p40", "p50", "p60", "p70", "p80", "p90", "p95", "p99"], distribution.Quantiles.Keys);
        double at = 0.9 * (spend.Length - 1);
        double expected = spend[(int)at] + ((spend[(int)at + 1] - spend[(int)at]) * (at - (int)at));
        Assert.Equal(expected, distribution.Quantiles["p90"], 1e-6);
        FeatureDistribution constant = GeneratedShop.Train().Manifest.FeatureDistributions[FeatureSet.IndexOf("cancellation_rate")];
        Assert.Equal((0, 0, 1), (constant.Mean, constant.Maximum, constant.ShareOfZeros));
    }

    [Fact]
    public void Given_Members_GivesTheirRowsInTheirOrder()
    {
        (CustomerId Customer, bool IsTest)[] members = [.. Enumerable.Range(0, 20).Reverse().Select(row => (Table.Customers[row * 2], row % 3 == 0))];

        TrainingSplit given = TrainingSplit.Given(Table, members, new string('0', 64));

        Assert.Equal(members.Where(member => member.IsTest).Select(member => member.Customer), given.Test.Select(row => Table.Customers[row]));
        Assert.Equal(members.Where(member => !member.IsTest).Select(member => member.Customer), given.Train.Select(row => Table.Customers[row]));
        Assert.Throws<ArgumentException>(() => TrainingSplit.Given(Table, [.. members, (CustomerId.Parse("nobody"), true)], ""));
        Assert.Throws<ArgumentException>(() => TrainingSplit.Given(Table, [.. members, members[0]], ""));
    }

    [Fact]
    public void Train_TooFewCustomers_IsRefusedWithTheNumber()
    {
        TrainingSplit split = TrainingSplit.Given(Table, [.. Enumerable.Range(0, 15).Select(row => (Table.Customers[row], row >= 9))], "");

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => BundleTrainer.Train(Table, split, GeneratedShop.Parameters, "x", GeneratedShop.Data, cancellation: TestContext.Current.CancellationToken));

        Assert.Equal("there are 9 training customers with at least 2 purchases in the window, expected at least 10", refused.Message);
    }

    [Fact]
    public void Render_Manifest_TellsFiguresAndWarnsOfShortData()
    {
        BundleManifest manifest = GeneratedShop.Train().Manifest;

        string card = ModelCard.Render(manifest);
        string cut = ModelCard.Render(manifest with { Data = manifest.Data with { LastDate = new DateOnly(2021, 1, 31) } });

        Assert.Contains($"| MAE | {manifest.Metrics.MeanAbsoluteError:N2} | {manifest.BaselineMetrics.MeanAbsoluteError:N2} |", card, StringComparison.Ordinal);
        Assert.Equal(FeatureSet.Reference.Count, card.Split('\n').Count(line => FeatureSet.Names.Any(name => line.StartsWith($"| `{name}` |", StringComparison.Ordinal))));
        Assert.DoesNotContain("before the label's last day", card, StringComparison.Ordinal);
        Assert.Contains("ends on 2021-01-31, before the label's last day", cut, StringComparison.Ordinal);
        Assert.All(manifest.Deciles, (Decile decile) => Assert.Contains($"| {decile.Number} | {decile.Rows} |", card, StringComparison.Ordinal));
    }
}
