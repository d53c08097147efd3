using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Trees;

public sealed class TreeScorerTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(41)]
    [InlineData(1100)]
    public void Score_RandomTreesOfEveryKind_EqualsThePlainWalkBitForBit(int trees)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            Random random = new(seed);
            TreeEnsemble ensemble = RandomTrees.Ensemble(random, 6, trees, 40);
            TreeScorer scorer = new(ensemble);
            for (int repeat = 0; repeat < 50; repeat++)
            {
                double[] row = RandomTrees.Row(random, 6);
                Assert.True(
                    BitConverter.DoubleToInt64Bits(PlainTree.Score(ensemble, row)) == BitConverter.DoubleToInt64Bits(scorer.Score(row)),
                    $"seed {seed}, row {string.Join(' ', row)}");
            }
        }
    }

    [Fact]
    public void Score_ManyFeatures_EqualsThePlainWalk()
    {
        Random random = new(5);
        TreeEnsemble ensemble = RandomTrees.Ensemble(random, 3000, 60, 100);
        TreeScorer scorer = new(ensemble);
        double[] row = RandomTrees.Row(random, 3000);

        Assert.Equal(PlainTree.Score(ensemble, row), scorer.Score(row));
    }

    [Fact]
    public void Score_WrongNumberOfValues_IsRefused()
    {
        TreeScorer scorer = new(RandomTrees.Ensemble(new Random(1), 3, 2, 5));

        Assert.Throws<ArgumentException>(() => scorer.Score(new double[2]));
        Assert.Throws<ArgumentException>(() => scorer.Score(new double[4]));
    }

    [Fact]
    public void Constructor_UnsoundTree_IsRefusedByTreeAndKey()
    {
        TreeEnsemble sound = RandomTrees.Ensemble(new Random(2), 3, 1, 5);
        DecisionTree cyclic = RandomTrees.Tree(new Random(3), 3, 6);
        cyclic.LeftChild[0] = 0;
        TreeEnsemble ensemble = new() { FeatureNames = sound.FeatureNames, FeatureInfos = [], Objective = "", Trees = [sound.Trees[0], cyclic] };

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => new TreeScorer(ensemble));
        Assert.Contains("tree 1, left_child", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ModelFormatException>(() => new TreeExplainer(ensemble));
    }

    [Fact]
    public void Score_FromManyThreads_GivesEachItsOwnResult()
    {
        Random random = new(11);
        TreeEnsemble ensemble = RandomTrees.Ensemble(random, 6, 50, 40);
        TreeScorer scorer = new(ensemble);
        TreeExplainer explainer = new(ensemble);
        double[][] rows = [.. Enumerable.Range(0, 400).Select(_ => RandomTrees.Row(random, 6))];
        double[] expected = [.. rows.Select(row => PlainTree.Score(ensemble, row))];

        Parallel.For(0, rows.Length, index =>
        {
            var contributions = new double[7];
            explainer.Contributions(rows[index], contributions);
            Assert.Equal(expected[index], scorer.Score(rows[index]));
            Assert.Equal(expected[index], contributions.Sum(), 1e-9);
        });
    }

    [Fact]
    public void ScoreAndExplain_AfterTheFirstCall_AllocateNothing()
    {
        Random random = new(7);
        TreeEnsemble ensemble = RandomTrees.Ensemble(random, 6, 50, 40);
        TreeScorer scorer = new(ensemble);
        TreeExplainer explainer = new(ensemble);
        double[] row = RandomTrees.Row(random, 6);
        var contributions = new double[7];
        var matrix = new double[36];
        RunAll();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int repeat = 0; repeat < 20; repeat++)
        {
            RunAll();
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void RunAll()
        {
            scorer.Score(row);
            explainer.Contributions(row, contributions);
            explainer.InteractionValues(row, matrix);
        }
    }
}
