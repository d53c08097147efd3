using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Harness;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Tests.Bundles;

namespace ClvActors.Learning.Tests.Evaluation.Harness;

public sealed class EvaluationCasesTests
{
    [Fact]
    public void Draw_SameSeed_IsTheStratifiedSplit()
    {
        EvaluationCase[] drawn = [.. EvaluatedShop.Cases.Draw(2, 42)];

        TrainingSplit expected = TrainingSplit.Draw(GeneratedShop.Table, 42);
        Assert.Equal(expected.Test.Select(row => GeneratedShop.Table.Customers[row]), drawn[0].TestCustomers);
        Assert.Equal(TrainingSplit.Draw(GeneratedShop.Table, 43).Test.Select(row => GeneratedShop.Table.Customers[row]), drawn[1].TestCustomers);
        Assert.Equal(expected.Test.Select(row => GeneratedShop.Table.Labels[row].ToDouble()), drawn[0].TestLabels.ToArray());
    }

    [Fact]
    public void Folds_OfCustomers_TestEachOnce()
    {
        EvaluationCase[] folds = [.. EvaluatedShop.Cases.Folds(4, 3)];

        Assert.Equal(GeneratedShop.Table.Customers, folds.SelectMany(fold => fold.TestCustomers).Order());
        Assert.All(folds, fold => Assert.Equal(GeneratedShop.Table.Customers.Count, fold.TestCustomers.Count + fold.Train.Features.Rows));
    }

    [Fact]
    public void Origin_LabelsThatReachBeyondTheDate_AreRefused()
    {
        TrainingTable later = TrainingTable.From(GeneratedShop.Lines, new DateOnly(2020, 9, 30), 60);

        Assert.Throws<ArgumentException>(() => EvaluationCases.Origin(TrainingTable.From(GeneratedShop.Lines, new DateOnly(2020, 8, 2), 60), later));
        EvaluationCase origin = EvaluationCases.Origin(TrainingTable.From(GeneratedShop.Lines, new DateOnly(2020, 8, 1), 60), later);
        Assert.Equal(("origin 2020-09-30", EvaluationSeries.Origins), (origin.Name, origin.Series));
        Assert.Equal(later.Customers, origin.TestCustomers);
    }

    [Fact]
    public void Case_TooFewCustomers_IsToldWithTheSplit()
    {
        int[] rows = [.. Enumerable.Range(0, GeneratedShop.Table.Customers.Count)];

        Assert.Equal("a: has 0 test customers, an evaluation needs at least 10", Message(() => EvaluatedShop.Cases.Case("a", EvaluationSeries.Given, rows, [])));
        Assert.Equal("b: has 49 training customers, an evaluation needs at least 50", Message(() => EvaluatedShop.Cases.Case("b", EvaluationSeries.Given, rows[..49], rows[60..80])));
    }

    [Fact]
    public void Of_NothingToLearnFrom_IsToldInOneLine()
    {
        FeatureMatrix features = FeatureMatrix.FromValues(new double[120], 2);
        CustomerId[] customers = [.. Enumerable.Range(1, 60).Select(number => CustomerId.FromNumber(number))];
        TrainingTable empty = TrainingTable.From(new BatchFeatures(), GeneratedShop.AsOf, 30);

        Assert.Equal("none of the 60 customers bought anything in the 90 days ahead, there is nothing to learn from", Message(() => EvaluationCases.Of(features, new double[60], 90, customers)));
        Assert.Equal(
            "there are 0 customers with enough purchases in the window of 2020-12-31, an evaluation needs at least 60",
            Message(() => EvaluationCases.Of(empty)));
    }

    [Fact]
    public void ConstantFeatures_OfTheReferenceSet_NamesTheCancellationRate() =>
        Assert.Contains("cancellation_rate", EvaluatedShop.Cases.ConstantFeatures(FeatureSet.Names));

    private static string Message(Action action) => Assert.Throws<InvalidDataException>(action).Message;
}
