using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation.Contenders;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Evaluation.ThirtyDays;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Tests.Bundles;
using ClvActors.Learning.Tests.Evaluation.Harness;

namespace ClvActors.Learning.Tests.Evaluation.ThirtyDays;

public sealed class ThirtyDayCasesTests
{
    private static readonly DateOnly Origin = new(2021, 4, 30);
    private static readonly Lazy<EvaluationCase> Spend = new(() => ThirtyDayCases.Origin(GeneratedShop.Lines, Origin, ThirtyDayTarget.Spend, 12, 90));

    [Fact]
    public void Origin_ActiveCustomers_AreJudgedOnTheThirtyDaysAfterIt()
    {
        EvaluationCase spend = Spend.Value;
        EvaluationCase purchase = ThirtyDayCases.Origin(GeneratedShop.Lines, Origin, ThirtyDayTarget.Purchase, 12, 90, TestContext.Current.CancellationToken);
        CustomerId[] active =
        [
            .. GeneratedShop.Lines.Purchases.Where(line => line.Date <= Origin && line.Date > Origin.AddDays(-90)).Select(line => line.Customer!.Value).Distinct().Order(),
        ];
        double[] expected =
        [
            .. active.Select(id => GeneratedShop.Lines.Purchases.Where(line => line.Customer == id && line.Date > Origin && line.Date <= Origin.AddDays(30)).Sum(line => line.Total.ToDouble())),
        ];

        Assert.Equal(active, spend.TestCustomers);
        Assert.Equal(expected, spend.TestLabels.ToArray(), (left, right) => Math.Abs(left - right) < 1e-6);
        Assert.Equal(expected.Select(value => value > 0 ? 1.0 : 0.0), purchase.TestLabels.ToArray());
        Assert.Equal(("origin 2021-04-30", EvaluationSeries.Origins), (spend.Name, spend.Series));
    }

    /// <summary>From the first month end with a year behind it to 2021-03-31, the last whose 30 days end by the origin.</summary>
    [Fact]
    public void Origin_TrainingRows_AreOfMonthEndsWhoseLabelsEndByTheOrigin()
    {
        DateOnly first = GeneratedShop.Lines.Purchases.Min(line => line.Date);
        int[] monthEnds =
        [
            .. new DateOnly[] { new(2020, 12, 31), new(2021, 1, 31), new(2021, 2, 28), new(2021, 3, 31) }
                .Where(end => end >= first.AddDays(364)).Select(end => GeneratedShop.Lines.Compute(end).Count),
        ];

        Assert.True(monthEnds.Length >= 3);
        Assert.Equal(monthEnds.Sum(), Spend.Value.Train.Features.Rows);
        Assert.Equal(monthEnds.Sum(), Spend.Value.Train.Customers.Length);
        Assert.Equal(monthEnds[^1], ThirtyDayCases.Origin(GeneratedShop.Lines, Origin, ThirtyDayTarget.Spend, 1, 90, TestContext.Current.CancellationToken).Train.Features.Rows);
    }

    /// <summary>Whatever anyone buys after the origin, training rows and features stay bit for bit what they are.</summary>
    [Fact]
    public void Origin_AnotherFuture_ChangesTheJudgedLabelsAlone()
    {
        BatchFeatures altered = new();
        foreach (TransactionLine line in GeneratedShop.Lines.Purchases.Concat(GeneratedShop.Lines.Cancellations))
        {
            altered.Add(line.Date > Origin ? line with { Quantity = line.Quantity * 100 } : line);
        }

        EvaluationCase other = ThirtyDayCases.Origin(altered, Origin, ThirtyDayTarget.Spend, 12, 90, TestContext.Current.CancellationToken);

        Assert.True(Spend.Value.Train.Labels.SequenceEqual(other.Train.Labels));
        Assert.True(Spend.Value.Train.Features.Values.SequenceEqual(other.Train.Features.Values));
        Assert.True(Spend.Value.TestFeatures.Values.SequenceEqual(other.TestFeatures.Values));
        Assert.False(Spend.Value.TestLabels.SequenceEqual(other.TestLabels));
    }

    [Fact]
    public void Origin_TooEarly_IsToldInOneLine()
    {
        InvalidDataException early = Assert.Throws<InvalidDataException>(() =>
            ThirtyDayCases.Origin(GeneratedShop.Lines, new DateOnly(2020, 12, 31), ThirtyDayTarget.Spend, 12, 90, TestContext.Current.CancellationToken));

        Assert.Equal("origin 2020-12-31: there is no month end with a year behind it and 30 days until the origin to train on", early.Message);
    }

    [Fact]
    public void For_EitherTarget_IsFittedAndJudged()
    {
        EvaluationCase purchase = ThirtyDayCases.Origin(GeneratedShop.Lines, Origin, ThirtyDayTarget.Purchase, 12, 90, TestContext.Current.CancellationToken);

        MetricRow[] spend = Judge(Spend.Value, EvaluationKinds.Spend, ThirtyDayTarget.Spend, "naive-mean", "btyd", "champion");
        MetricRow[] probability = Judge(purchase, EvaluationKinds.Probability, ThirtyDayTarget.Purchase, "btyd", "naive-share", "logistic", "champion");

        Assert.All(spend, row => Assert.NotNull(row.Metrics[MetricNames.RSquared]));
        Assert.Equal([MetricNames.LogLoss, MetricNames.Brier, MetricNames.Auc], probability[0].Metrics.Keys);
        Assert.True(probability[^1].Metrics[MetricNames.LogLoss] < probability[1].Metrics[MetricNames.LogLoss]);
        Assert.Equal(0.5, probability[1].Metrics[MetricNames.Auc]);

        static MetricRow[] Judge(EvaluationCase one, string kind, ThirtyDayTarget target, params string[] keys)
        {
            Contender[] contenders = [.. ThirtyDayFamilies.For(target).Where(family => keys.Contains(family.Key)).Select(family => family.Standard())];
            EvaluationDocument document = EvaluationRun.Of(
                EvaluatedShop.Start with { Kind = kind }, [one], contenders, EvaluatedShop.Options, cancellation: TestContext.Current.CancellationToken);
            Assert.Equal(kind == EvaluationKinds.Probability, document.Curves[0].Reliability is not null);
            return [.. document.Rows];
        }
    }

    [Fact]
    public void Fit_RowsOfOneCustomer_AreNotSplitBetweenFolds()
    {
        TrainingRows rows = Spend.Value.Train;
        ThirtyDayChampionTrainer trainer = new(ThirtyDayTarget.Spend);

        IRegressor told = trainer.Fit(rows.Features, rows.Labels, rows.Customers, 1, TestContext.Current.CancellationToken);
        IRegressor again = trainer.Fit(rows.Features, rows.Labels, rows.Customers, 1, TestContext.Current.CancellationToken);
        IRegressor untold = trainer.Fit(rows.Features, rows.Labels, 1, TestContext.Current.CancellationToken);

        Assert.Equal(told.Predict(rows.Features[0]), again.Predict(rows.Features[0]));
        Assert.NotEqual(told.Predict(rows.Features[0]), untold.Predict(rows.Features[0]));
    }
}
