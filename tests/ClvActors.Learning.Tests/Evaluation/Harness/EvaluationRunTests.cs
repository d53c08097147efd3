using System.Text;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Tests.Bundles;

namespace ClvActors.Learning.Tests.Evaluation.Harness;

public sealed class EvaluationRunTests
{
    private static readonly Lazy<EvaluationDocument> Shared = new(() => Run([.. EvaluatedShop.Cases.Draw(3, 1), .. EvaluatedShop.Cases.Folds(2, 1)], EvaluatedShop.Options));

    [Fact]
    public void Of_AnyNumberOfThreads_GivesTheSameBytes()
    {
        byte[] one = EvaluationJson.Write(Shared.Value);
        byte[] two = EvaluationJson.Write(Run([.. EvaluatedShop.Cases.Draw(3, 1), .. EvaluatedShop.Cases.Folds(2, 1)], EvaluatedShop.Options with { Threads = 3 }));

        Assert.Equal(Encoding.UTF8.GetString(one), Encoding.UTF8.GetString(two));
    }

    [Fact]
    public void Of_SeveralSplits_HasEachAndTheirMean()
    {
        ILookup<string, MetricRow> rows = Shared.Value.Rows.ToLookup(row => row.Split);

        Assert.Equal(
            ["drawn_0", "drawn_1", "drawn_2", "mean of 3 drawn splits", "fold_0", "fold_1", "mean of 2 folds"],
            rows.Select(split => split.Key));
        MetricRow mean = rows["mean of 3 drawn splits"].Single(row => row.Model == "ridge");
        double[] maes = [.. Enumerable.Range(0, 3).Select(split => rows[$"drawn_{split}"].Single(row => row.Model == "ridge").Metrics["mae"]!.Value)];
        Assert.Equal(maes.Average(), mean.Metrics["mae"]!.Value, 1e-9);
        Assert.Equal(GeneratedShop.Table.Customers.Count, rows["mean of 2 folds"].First().Rows);
    }

    [Fact]
    public void Of_FiguresOfARow_AreThoseOfTheMetrics()
    {
        EvaluationCase one = EvaluatedShop.Cases.Draw(1, 1).Single();
        double[] predicted = one.TestFeatures.Predict(EvaluatedShop.Contenders[1].Trainer.Fit(one.Train.Features, one.Train.Labels, 7, TestContext.Current.CancellationToken));
        RegressionMetrics expected = RegressionMetrics.Of(one.TestLabels, predicted);

        MetricRow row = Shared.Value.Rows.First(row => row.Model == "ridge" && row.Split == "drawn_0");

        Assert.Equal(["mae", "rmse", "mape", "r2", "spearman", "gini", "top_decile_lift", "top_decile_share"], row.Metrics.Keys);
        Assert.Equal(expected.RootMeanSquaredError, row.Metrics["rmse"]);
        Assert.Equal(expected.Spearman, row.Metrics["spearman"]);
        Assert.Equal(expected.TopDecileLift / 10, row.Metrics["top_decile_share"]);
        Assert.Null(Shared.Value.Rows.First(mean => mean.Model == ContenderNames.NaiveMean).Metrics["spearman"]);
    }

    /// <summary>With one split the intervals are those of the plain paired bootstrap, draw for draw.</summary>
    [Fact]
    public void Of_OneSplit_HasTheIntervalsOfThePairedBootstrap()
    {
        EvaluationCase one = EvaluatedShop.Cases.Draw(1, 1).Single();
        double[][] predicted = [.. EvaluatedShop.Contenders.Select(contender => one.TestFeatures.Predict(contender.Trainer.Fit(one.Train.Features, one.Train.Labels, 7, TestContext.Current.CancellationToken)))];

        EvaluationDocument document = Run([one], EvaluatedShop.Options);

        foreach ((string name, Metric metric) in new[] { ("mae", Metrics.MeanAbsoluteError), ("rmse", Metrics.RootMeanSquaredError), ("spearman", Metrics.Spearman), ("gini", Metrics.NormalisedGini), ("top_decile_lift", Metrics.TopDecileLift) })
        {
            BootstrapInterval expected = Bootstrap.Difference(one.TestLabels, predicted[2], predicted[1], metric, 7, 200, 0.95, TestContext.Current.CancellationToken);
            DifferenceRow row = document.Differences.Single(row => row.Against == "ridge" && row.Metric == name);
            Assert.Equal(expected.Estimate, row.Difference, 1e-9);
            Assert.Equal(expected.Lower, row.Low, 1e-9);
            Assert.Equal(expected.Upper, row.High, 1e-9);
            Assert.Equal((ContenderNames.Champion, "drawn_0", 200), (row.Model, row.Split, row.Resamples));
        }

        Assert.DoesNotContain(document.Differences, row => row.Against == ContenderNames.NaiveMean && row.Metric == "spearman");
    }

    [Fact]
    public void Of_Champion_IsExplainedOnTheFirstSplit()
    {
        EvaluationDocument document = Shared.Value;

        Assert.Equal(1, document.Importance.Sum(feature => feature.GainShare), 1e-9);
        Assert.Equal(document.Importance.OrderByDescending(feature => feature.MeanAbsoluteContribution), document.Importance);
        Assert.Equal(document.Importance.Take(15).Select(feature => feature.Feature), document.Contributions.Select(sample => sample.Feature));
        Assert.All(document.Contributions, sample => Assert.All(sample.Points, point => Assert.InRange(point.FeatureValueRank, 0, 1)));
        Assert.Equal(document.Coverage[0].Rows, document.Coverage.Skip(1).Sum(row => row.Rows));
        Assert.All(document.Coverage, row => Assert.InRange(row.Coverage, 0, 1));
    }

    [Fact]
    public void Of_Curves_AreOfEveryModelOnTheFirstSplit()
    {
        EvaluationCase first = EvaluatedShop.Cases.Draw(1, 1).Single();

        Assert.Equal(EvaluatedShop.Contenders.Select(contender => contender.Name), Shared.Value.Curves.Select(curves => curves.Model));
        ModelCurves ridge = Shared.Value.Curves[1];
        Assert.Equal("drawn_0", ridge.Split);
        Assert.Equal(first.TestCustomers.Count, ridge.Deciles.Sum(decile => decile.Rows));
        Assert.Equal(first.TestCustomers.Count, ridge.Scatter.Count);
        Assert.Equal(first.TestLabels.ToArray().Max(), ridge.Scatter[0].Actual, 0.01);
        Assert.Equal((0.0, 0.0), (ridge.Gain[0].ShareOfCustomers, ridge.Gain[0].ShareOfValue));
        Assert.Equal(1, ridge.Gain[^1].ShareOfValue, 1e-12);
        Assert.Equal(ridge.ResidualQuantiles.OrderBy(quantile => quantile.Residual), ridge.ResidualQuantiles);
    }

    /// <summary>
    /// Whatever happens after the as-of date, nothing that a model says of a test customer changes as long as the training customers' futures stay: the future of test customers reaches only the judgement.
    /// </summary>
    [Fact]
    public void Of_OtherFutureOfTestCustomers_ChangesNoPrediction()
    {
        EvaluationCase before = EvaluatedShop.Cases.Draw(1, 1).Single();
        HashSet<CustomerId> test = [.. before.TestCustomers];
        BatchFeatures altered = new();
        foreach (TransactionLine line in GeneratedShop.Lines.Purchases.Concat(GeneratedShop.Lines.Cancellations))
        {
            bool isAltered = line.Date > GeneratedShop.AsOf && test.Contains(line.Customer!.Value);
            altered.Add(isAltered ? line with { Quantity = line.Quantity * 100 } : line);
        }

        TrainingTable table = TrainingTable.From(altered, GeneratedShop.AsOf, 150);
        IReadOnlyDictionary<CustomerId, int> rowOf = EvaluationCases.Of(table).Rows();
        HashSet<int> testRows = [.. before.TestCustomers.Select(id => rowOf[id])];
        EvaluationCase after = EvaluationCases.Of(table).Case(
            "altered", EvaluationSeries.Drawn, [.. Enumerable.Range(0, table.Customers.Count).Where(row => !testRows.Contains(row))], [.. before.TestCustomers.Select(id => rowOf[id])]);

        CaseResult[] results = [.. EvaluationHarness.Run([before, after], EvaluatedShop.Contenders, 7, 1, cancellation: TestContext.Current.CancellationToken)];

        Assert.NotEqual(before.TestLabels.ToArray(), after.TestLabels.ToArray());
        Assert.All(Enumerable.Range(0, results[0].Predictions.Count), model => Assert.Equal(results[0].Predictions[model], results[1].Predictions[model]));
    }

    [Fact]
    public void Of_RepeatedCustomers_AreDrawnTogether()
    {
        // Two splits with the same customers and the same errors: the mean varies as one split does, not less.
        double[] labels = [.. Enumerable.Range(0, 40).Select(value => (double)(value * value % 37))];
        Contender[] contenders = [new("flat", ConstantTrainer.Median), new(ContenderNames.Champion, ConstantTrainer.Mean)];
        EvaluationCase first = EvaluatedShop.MadeUp("split_0", labels);
        EvaluationCase again = EvaluatedShop.MadeUp("split_1", labels);
        EvaluationCase others = EvaluatedShop.MadeUp("split_1", labels, firstCustomer: 1000);

        DifferenceRow alone = Mae(EvaluationRun.Of(EvaluatedShop.Start, [first], Skewed(contenders), EvaluatedShop.Options, cancellation: TestContext.Current.CancellationToken));
        DifferenceRow twice = Mae(EvaluationRun.Of(EvaluatedShop.Start, [first, again], Skewed(contenders), EvaluatedShop.Options, cancellation: TestContext.Current.CancellationToken));
        DifferenceRow apart = Mae(EvaluationRun.Of(EvaluatedShop.Start, [first, others], Skewed(contenders), EvaluatedShop.Options, cancellation: TestContext.Current.CancellationToken));

        Assert.Equal((alone.Difference, alone.Low, alone.High), (twice.Difference, twice.Low, twice.High));
        Assert.True(apart.High - apart.Low < 0.85 * (alone.High - alone.Low));

        static DifferenceRow Mae(EvaluationDocument document) => document.Differences.Single(row => row.Metric == "mae");

        static Contender[] Skewed(Contender[] contenders) => [contenders[0], new(ContenderNames.Champion, new FixedTrainer(5))];
    }

    [Fact]
    public void Of_ModelWithoutFinitePredictions_IsToldWithItsNameAndTheSplit()
    {
        EvaluationCase one = EvaluatedShop.MadeUp("split_3", [.. Enumerable.Range(0, 20).Select(value => (double)value)]);

        InvalidDataException failed = Assert.Throws<InvalidDataException>(() =>
            EvaluationRun.Of(EvaluatedShop.Start, [one], [new("broken", new FixedTrainer(double.NaN))], EvaluatedShop.Options, cancellation: TestContext.Current.CancellationToken));

        Assert.Equal("split_3: broken predicts NaN for customer 1", failed.Message);
    }

    private static EvaluationDocument Run(IReadOnlyList<EvaluationCase> cases, ResamplingOptions options) =>
        EvaluationRun.Of(EvaluatedShop.Start, cases, EvaluatedShop.Contenders, options, cancellation: TestContext.Current.CancellationToken);
}
