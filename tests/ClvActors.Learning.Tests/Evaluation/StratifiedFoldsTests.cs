using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class StratifiedFoldsTests
{
    private static readonly double[] Labels = [.. Enumerable.Range(0, 1003).Select(row => Math.Exp(row * 7919 % 1003 / 100.0))];

    [Fact]
    public void ByQuintile_AnyRows_TestsEachOnceWithEveryQuintile()
    {
        IReadOnlyList<Fold> folds = StratifiedFolds.ByQuintile(Labels, 5, seed: 42);

        Assert.Equal(Enumerable.Range(0, 1003), folds.SelectMany(fold => fold.Test).Order());
        double[] sorted = [.. Labels.Order()];
        foreach (Fold fold in folds)
        {
            Assert.InRange(fold.Test.Count, 200, 201);
            Assert.Equal(Enumerable.Range(0, 1003).Except(fold.Test), fold.Train);
            Assert.Equal(fold.Test.Order(), fold.Test);
            Assert.All(
                Enumerable.Range(0, 5),
                quintile => Assert.InRange(fold.Test.Count(row => Array.BinarySearch(sorted, Labels[row]) * 5 / 1003 == quintile), 39, 41));
        }
    }

    [Fact]
    public void ByQuintile_SameSeed_GivesTheSameFolds()
    {
        IReadOnlyList<Fold> first = StratifiedFolds.ByQuintile(Labels, 3, seed: 1);

        Assert.Equal(first[0].Test, StratifiedFolds.ByQuintile(Labels, 3, seed: 1)[0].Test);
        Assert.NotEqual(first[0].Test, StratifiedFolds.ByQuintile(Labels, 3, seed: 2)[0].Test);
    }

    /// <summary>The example in scikit-learn's documentation of <c>RepeatedStratifiedKFold(n_splits=2, n_repeats=2, random_state=36851234)</c>.</summary>
    [Fact]
    public void Assign_ScikitLearnsExample_GivesItsFolds()
    {
        MersenneTwister random = new(36851234);

        Assert.Equal([0, 1, 1, 0], StratifiedFolds.Assign([0, 0, 1, 1], 2, random));
        Assert.Equal([0, 1, 0, 1], StratifiedFolds.Assign([0, 0, 1, 1], 2, random));
    }

    [Fact]
    public void ByGroup_RepeatedCustomers_NeverStandOnBothSides()
    {
        int[] customers = [.. Enumerable.Range(0, Labels.Length).Select(row => row * 31 % 200)];

        IReadOnlyList<Fold> folds = StratifiedFolds.ByGroup(Labels, customers, 4, seed: 7);

        Assert.Equal(Enumerable.Range(0, Labels.Length), folds.SelectMany(fold => fold.Test).Order());
        Assert.All(folds, fold => Assert.Empty(fold.Test.Select(row => customers[row]).Intersect(fold.Train.Select(row => customers[row]))));
        Assert.All(folds, fold => Assert.Equal(50, fold.Test.Select(row => customers[row]).Distinct().Count()));
    }

    [Fact]
    public void ByGroup_EveryRowItsOwn_EqualsByQuintile()
    {
        int[] groups = [.. Enumerable.Range(0, Labels.Length).Select(row => 5000 - row)];

        Assert.Equal(StratifiedFolds.ByQuintile(Labels, 5, 3)[2].Test, StratifiedFolds.ByGroup(Labels, groups, 5, 3)[2].Test);
    }

    [Fact]
    public void WrongInput_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedFolds.ByQuintile(Labels, 1, seed: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedFolds.ByQuintile([1, 2], 3, seed: 0));
        Assert.Throws<ArgumentException>(() => StratifiedFolds.ByQuintile([1, double.NaN], 2, seed: 0));
        Assert.Throws<ArgumentException>(() => StratifiedFolds.ByGroup([1, 2], [1], 2, seed: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedFolds.ByGroup([1, 2, 3], [1, 1, 1], 2, seed: 0));
    }
}
