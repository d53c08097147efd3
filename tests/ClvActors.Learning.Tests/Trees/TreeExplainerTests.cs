using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Trees;

public sealed class TreeExplainerTests
{
    private const int Features = 6;

    [Fact]
    public void Contributions_RandomTreesOfEveryKind_EqualTheEnumerationOfCoalitions()
    {
        ForEachRandomRow((explainer, game, what) =>
        {
            var found = new double[Features + 1];
            explainer.Explainer.Contributions(explainer.Row, found);
            for (int feature = 0; feature < Features; feature++)
            {
                Assert.True(Math.Abs(game.Contribution(feature) - found[feature]) < 1e-12, $"{what}, feature {feature}: {found[feature]}, not {game.Contribution(feature)}");
            }

            Assert.Equal(game.ExpectedValue, found[Features], 1e-12);
            Assert.Equal(PlainTree.Score(explainer.Ensemble, explainer.Row), found.Sum(), 1e-12);
        });
    }

    [Fact]
    public void InteractionValues_RandomTreesOfEveryKind_EqualTheEnumerationOfCoalitions()
    {
        ForEachRandomRow((explainer, game, what) =>
        {
            var found = new double[Features * Features];
            explainer.Explainer.InteractionValues(explainer.Row, found);
            for (int first = 0; first < Features; first++)
            {
                for (int second = 0; second < Features; second++)
                {
                    double value = found[(first * Features) + second];
                    Assert.True(Math.Abs(game.Interaction(first, second) - value) < 1e-12, $"{what}, pair {first} {second}: {value}, not {game.Interaction(first, second)}");
                    Assert.Equal(found[(second * Features) + first], value);
                }
            }
        });
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(30, 7)]
    [InlineData(45, 45)]
    [InlineData(70, 22)]
    [InlineData(70, 70)]
    public void Contributions_ChainsOfGreatDepth_EqualExactArithmetic(int depth, int features)
    {
        for (int seed = 0; seed < 2; seed++)
        {
            Random random = new(seed + depth);
            DecisionTree tree = RandomTrees.Chain(random, features, depth);
            TreeEnsemble ensemble = Ensemble(features, tree);
            TreeExplainer explainer = new(ensemble);
            double[] row = RandomTrees.Row(random, features);
            double[] expected = FixedPointShapley.Contributions(tree, row);
            var found = new double[features + 1];
            explainer.Contributions(row, found);
            for (int feature = 0; feature < features; feature++)
            {
                Assert.True(Math.Abs(expected[feature] - found[feature]) < 1e-13, $"seed {seed}, feature {feature}: {found[feature]:R}, not {expected[feature]:R}");
            }

            Assert.Equal(PlainTree.Score(ensemble, row), found.Sum(), 1e-12);
        }
    }

    [Fact]
    public void FixedPointShapley_SmallTrees_EqualsTheEnumerationOfCoalitions()
    {
        Random random = new(3);
        DecisionTree tree = RandomTrees.Chain(random, Features, 9);
        double[] row = RandomTrees.Row(random, Features);
        PathDependentGame game = new(Ensemble(Features, tree), row);

        double[] found = FixedPointShapley.Contributions(tree, row);

        Assert.All(Enumerable.Range(0, Features), feature => Assert.Equal(game.Contribution(feature), found[feature], 1e-14));
    }

    [Fact]
    public void InteractionValues_DeepChain_AddUpToContributions()
    {
        Random random = new(9);
        TreeExplainer explainer = new(Ensemble(50, RandomTrees.Chain(random, 50, 70)));
        double[] row = RandomTrees.Row(random, 50);
        var contributions = new double[51];
        var matrix = new double[2500];

        explainer.Contributions(row, contributions);
        explainer.InteractionValues(row, matrix);

        Assert.All(Enumerable.Range(0, 50), feature => Assert.Equal(contributions[feature], matrix.Skip(feature * 50).Take(50).Sum(), 1e-12));
    }

    [Fact]
    public void Contributions_ChainOfTenThousandSplits_AddUpToTheScore()
    {
        Random random = new(4);
        TreeEnsemble ensemble = Ensemble(Features, RandomTrees.Chain(random, Features, 10_000));
        double[] row = RandomTrees.Row(random, Features);
        var found = new double[Features + 1];

        new TreeExplainer(ensemble).Contributions(row, found);

        Assert.Equal(PlainTree.Score(ensemble, row), found.Sum(), 1e-9);
        Assert.Equal(PlainTree.Score(ensemble, row), new TreeScorer(ensemble).Score(row));
    }

    [Fact]
    public void Contributions_WithoutTrees_AreZero()
    {
        var found = new double[] { 1, 2, 3 };
        var matrix = new double[] { 1, 2, 3, 4 };
        TreeExplainer explainer = new(Ensemble(2));

        explainer.Contributions([1, 2], found);
        explainer.InteractionValues([1, 2], matrix);

        Assert.Equal([0, 0, 0], found);
        Assert.Equal([0, 0, 0, 0], matrix);
    }

    [Fact]
    public void Contributions_WrongLengths_AreRefused()
    {
        TreeExplainer explainer = new(Ensemble(2));

        Assert.Throws<ArgumentException>(() => explainer.Contributions(new double[3], new double[3]));
        Assert.Throws<ArgumentException>(() => explainer.Contributions(new double[2], new double[2]));
        Assert.Throws<ArgumentException>(() => explainer.InteractionValues(new double[2], new double[5]));
    }

    private static void ForEachRandomRow(Action<(TreeExplainer Explainer, TreeEnsemble Ensemble, double[] Row), PathDependentGame, string> check)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            Random random = new(seed);
            TreeEnsemble ensemble = RandomTrees.Ensemble(random, Features, 3, 12 + (seed * 2));
            TreeExplainer explainer = new(ensemble);
            for (int repeat = 0; repeat < 3; repeat++)
            {
                double[] row = RandomTrees.Row(random, Features);
                check((explainer, ensemble, row), new PathDependentGame(ensemble, row), $"seed {seed}, row {string.Join(' ', row)}");
            }
        }
    }

    private static TreeEnsemble Ensemble(int features, params DecisionTree[] trees) => new()
    {
        FeatureNames = [.. Enumerable.Range(0, features).Select(index => $"f{index}")],
        FeatureInfos = [],
        Objective = "regression",
        Trees = trees,
    };
}
