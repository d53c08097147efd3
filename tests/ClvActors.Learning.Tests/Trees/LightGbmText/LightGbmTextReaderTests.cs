using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Learning.Tests.Trees.LightGbmText;

public sealed class LightGbmTextReaderTests
{
    [Fact]
    public void Parse_Sample_HoldsWhatTheTextSays()
    {
        TreeEnsemble ensemble = LightGbmTextReader.Parse(SampleModel.Text);

        Assert.Equal(["age", "color", "größe"], ensemble.FeatureNames);
        Assert.Equal(["[0:90]", "1:2:40", "none"], ensemble.FeatureInfos);
        Assert.Equal("regression", ensemble.Objective);
        Assert.Equal(3, ensemble.Trees.Count);
        Assert.Equal([new("boosting", "gbdt"), new("data", ""), new("note", "a: b [c]")], ensemble.Parameters);
        Assert.Equal("[[\"red\", \"blue\"]]", ensemble.PandasCategorical);
        DecisionTree tree = ensemble.Trees[0];
        Assert.Equal(4, tree.LeafCount);
        Assert.Equal([30.500000000000004, 0, 10.1], tree.Threshold);
        Assert.Equal([0, 2], tree.CategoryBoundaries);
        Assert.Equal([6u, 256u], tree.CategoryBits);
        Assert.Equal(double.PositiveInfinity, ensemble.Trees[1].SplitGain[0]);
        Assert.Equal(0.05, ensemble.Trees[1].Shrinkage);
    }

    // By hand: tree 0 goes left for age <= 30.5 or, as NaN is missing, by default left (decision 10); its left split knows colours
    // 1, 2 and 40. Tree 1 (decision 4) sends zero and NaN, its missing values, right. Tree 2 is 0.125.
    [Theory]
    [InlineData(30.5, 2, 1.5 + 1 + 0.125)]
    [InlineData(30.5, 40.9, 1.5 + 1 + 0.125)]
    [InlineData(double.NaN, 3, 0.1 + 1 + 0.125)]
    [InlineData(double.NaN, double.NaN, 0.1 + 1 + 0.125)]
    [InlineData(30.6, 0, 4 + 1 + 0.125)]
    [InlineData(1e9, -5, 4 - 1 + 0.125)]
    [InlineData(double.NegativeInfinity, -0.5, 0.1 - 1 + 0.125)]
    [InlineData(double.PositiveInfinity, 1e-36, 4 + 1 + 0.125)]
    public void Score_Sample_FollowsTheRulesByHand(double age, double color, double expected)
    {
        Assert.Equal(expected, new TreeScorer(LightGbmTextReader.Parse(SampleModel.Text)).Score([age, color, 0]), 1e-15);
    }

    // LightGBM writes this threshold for "missing or not"; decision 8 sends NaN right, where NaN is 0 for the next split, 10 left.
    [Theory]
    [InlineData(8, 1e308, 1.5)]
    [InlineData(8, double.NaN, -0.25)]
    [InlineData(10, 1e308, 1.5)]
    [InlineData(10, double.NaN, 1.5)]
    public void Score_InfiniteThreshold_SendsEveryPresentValueLeft(int decision, double age, double expected)
    {
        string text = SampleModel.Text
            .Replace("threshold=30.500000000000004 0 10.1", "threshold=inf 0 10.1", StringComparison.Ordinal)
            .Replace("decision_type=10 1 2", $"decision_type={decision} 1 2", StringComparison.Ordinal);

        Assert.Equal(expected + 1 + 0.125, new TreeScorer(LightGbmTextReader.Parse(text)).Score([age, 2, 0]), 1e-15);
    }

    [Fact]
    public void Parse_CarriageReturns_ReadsTheSame()
    {
        TreeEnsemble ensemble = LightGbmTextReader.Parse(SampleModel.Text.ReplaceLineEndings("\r\n"));

        Assert.Equal(SampleModel.Text, LightGbmTextWriter.WriteText(ensemble));
    }

    [Fact]
    public void Parse_VersionTwoWithoutSizesWeightsAndEndMark_IsRead()
    {
        string[] newer = ["tree_sizes=", "is_linear=", "leaf_weight=", "internal_weight=", "num_tree_per_iteration="];
        string text = string.Join('\n', SampleModel.Text.Split('\n').Where(line => !newer.Any(line.StartsWith)))
            .Replace("version=v4", "version=v2", StringComparison.Ordinal)
            .Replace("end of trees\n\nfeature_importances:", "\nfeature importances:", StringComparison.Ordinal);

        TreeEnsemble ensemble = LightGbmTextReader.Parse(text);

        Assert.Equal(3, ensemble.Trees.Count);
        Assert.Equal([0, 0, 0, 0], ensemble.Trees[0].LeafWeight);
        Assert.Equal(2.625, new TreeScorer(ensemble).Score([30.5, 2, 0]), 1e-15);
    }

    [Theory]
    [InlineData("tree\nversion", "trees\nversion", "not a LightGBM text model")]
    [InlineData("version=v4\n", "", "header, version: is missing")]
    [InlineData("version=v4", "version=v5", "header, version: 'v5' is not supported")]
    [InlineData("num_class=1", "num_class=3", "header, num_class: models of 3 classes")]
    [InlineData("num_class=1", "num_class=one", "header, num_class: 'one' is not a whole number")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration=2", "header, num_tree_per_iteration: 2 trees")]
    [InlineData("objective=", "average_output\nobjective=", "header, average_output: averaged trees (random forests)")]
    [InlineData("max_feature_idx=2", "max_feature_idx=3", "header, feature_names: 3 names")]
    [InlineData("=age color größe", "=age age größe", "header, feature_names: 'age' stands there twice")]
    [InlineData("feature_infos=[0:90] ", "feature_infos=", "header, feature_infos: 2 entries for 3 features")]
    [InlineData("tree_sizes=420 275 229", "tree_sizes=408 315 269 9", "announces 4 trees, the text holds 3")]
    [InlineData("Tree=1\n", "Tree=2\n", "expected 'Tree=1'")]
    [InlineData("num_leaves=2\n", "num_leaves=2\nnum_leaves=2\n", "tree 1, num_leaves: stands there twice")]
    [InlineData("num_leaves=2\n", "num_leaves=0\n", "tree 1, num_leaves")]
    [InlineData("num_leaves=2\n", "num_leaves=2000000000\n", "tree 1, split_feature: 1 values where 1999999999 are expected")]
    [InlineData("is_linear=0\nshrinkage=0.05", "is_linear=1\nshrinkage=0.05", "tree 1, is_linear: linear trees are not supported")]
    [InlineData("split_feature=0 1 0", "split_feature=0 3 0", "tree 0, split_feature: feature 3")]
    [InlineData("split_feature=0 1 0", "split_feature=0 -1 0", "tree 0, split_feature: feature -1")]
    [InlineData("threshold=30.500000000000004", "threshold=nan", "tree 0, threshold: the threshold of node 0 is not finite")]
    [InlineData("threshold=30.500000000000004", "threshold=-1e999", "tree 0, threshold: the threshold of node 0 is not finite")]
    [InlineData("threshold=30.500000000000004", "threshold=3x", "tree 0, threshold: '3x' at position 0")]
    [InlineData("threshold=30.500000000000004 0 ", "threshold=30.500000000000004 1 ", "tree 0, threshold: category set 1")]
    [InlineData("threshold=30.500000000000004 0 ", "threshold=30.500000000000004 ", "tree 0, threshold: 2 values where 3")]
    [InlineData("decision_type=10 1 2", "decision_type=14 1 2", "tree 0, decision_type: unknown decision type 14")]
    [InlineData("left_child=1 -1 -2", "left_child=0 -1 -2", "tree 0, left_child: child 0")]
    [InlineData("left_child=1 -1 -2", "left_child=1 1 -2", "tree 0, left_child: child 1 has two parents")]
    [InlineData("left_child=1 -1 -2\nright_child=2 -3 -4", "left_child=-1 2 1\nright_child=-2 -3 -4", "tree 0, left_child: some nodes are in a cycle")]
    [InlineData("left_child=1 -1 -2", "left_child=3 -1 -2", "tree 0, left_child: child 3")]
    [InlineData("right_child=2 -3 -4", "right_child=2 -3 -5", "tree 0, right_child: child -5")]
    [InlineData("right_child=2 -3 -4", "right_child=2 -1 -4", "tree 0, right_child: child -1 has two parents")]
    [InlineData("leaf_value=-1 1", "leaf_value=-1 inf", "tree 1, leaf_value: the value of leaf 1 is not finite")]
    [InlineData("leaf_value=-1 1\n", "", "tree 1, leaf_value: is missing")]
    [InlineData("leaf_count=50 50", "leaf_count=50 -50", "tree 1, leaf_count")]
    [InlineData("cat_boundaries=0 2", "cat_boundaries=0 3", "tree 0, cat_threshold: 2 values where 3")]
    [InlineData("cat_boundaries=0 2", "cat_boundaries=1 2", "tree 0, cat_boundaries")]
    [InlineData("cat_threshold=6 256", "cat_threshold=6 -256", "tree 0, cat_threshold: '-256' at position 1")]
    [InlineData("num_cat=1", "num_cat=4", "tree 0, num_cat")]
    [InlineData("num_cat=1", "num_cat=0", "tree 0, threshold: category set 0 of a tree with 0")]
    [InlineData("shrinkage=0.05", "shrinkage", "in tree 1, expected key=value")]
    [InlineData("end of trees", "end of all", "line 71: expected 'Tree=3' or 'end of trees'")]
    [InlineData("[data: ]", "data: ", "in the parameters, expected [name: value]")]
    [InlineData("end of parameters", "end", "in the parameters, expected [name: value]")]
    public void Parse_BrokenOrUnsupportedText_IsRefusedByNameAndPlace(string sound, string broken, string message)
    {
        string text = SampleModel.Text.Replace(sound, broken, StringComparison.Ordinal);
        Assert.NotEqual(SampleModel.Text, text);

        ModelFormatException exception = Assert.Throws<ModelFormatException>(() => LightGbmTextReader.Parse(text));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_CutAnywhereBeforeTheEndOfTheTrees_IsRefused()
    {
        int end = SampleModel.Text.IndexOf("end of trees", StringComparison.Ordinal) + "end of trees".Length;
        for (int length = 0; length < end; length++)
        {
            Assert.Throws<ModelFormatException>(() => LightGbmTextReader.Parse(SampleModel.Text[..length]));
        }

        Assert.Equal(3, LightGbmTextReader.Parse(SampleModel.Text[..end]).Trees.Count);
    }

    [Fact]
    public void Parse_RandomlyDamagedText_IsRefusedOrCanBeScoredAndExplained()
    {
        int refused = 0;
        for (int seed = 0; seed < 5_000; seed++)
        {
            Random random = new(seed);
            char[] text = SampleModel.Text.ToCharArray();
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                text[random.Next(text.Length)] = "0123456789 -=.\ne"[random.Next(16)];
            }

            try
            {
                TreeEnsemble ensemble = LightGbmTextReader.Parse(new string(text));
                double[] row = RandomTrees.Row(random, ensemble.FeatureNames.Count);
                Assert.Equal(PlainTree.Score(ensemble, row), new TreeScorer(ensemble).Score(row));
                new TreeExplainer(ensemble).Contributions(row, new double[row.Length + 1]);
            }
            catch (ModelFormatException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 4_900);
    }

    [Fact]
    public void ReadFile_BrokenFile_NamesThePath()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllText(path, "tree\n");
            ModelFormatException exception = Assert.Throws<ModelFormatException>(() => LightGbmTextReader.ReadFile(path));
            Assert.StartsWith(path, exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
