using System.Text;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;

namespace ClvActors.Learning.Tests.Trees.LightGbmText;

public sealed class LightGbmTextWriterTests
{
    [Fact]
    public void WriteText_SampleReadBefore_GivesTheSameText()
    {
        Assert.Equal(SampleModel.Text, LightGbmTextWriter.WriteText(LightGbmTextReader.Parse(SampleModel.Text)));
    }

    [Fact]
    public void WriteText_RandomTreesOfEveryKind_ReadBackBitForBit()
    {
        for (int seed = 0; seed < 50; seed++)
        {
            TreeEnsemble ensemble = RandomTrees.Ensemble(new Random(seed), 5, 6, 30);
            string text = LightGbmTextWriter.WriteText(ensemble);
            TreeEnsemble read = LightGbmTextReader.Parse(text);

            Assert.Equal(text, LightGbmTextWriter.WriteText(read));
            Assert.Equal(ensemble.FeatureNames, read.FeatureNames);
            Assert.Equal(ensemble.Trees.Count, read.Trees.Count);
            for (int tree = 0; tree < read.Trees.Count; tree++)
            {
                Assert.Equivalent(ensemble.Trees[tree], read.Trees[tree], strict: true);
            }
        }
    }

    [Fact]
    public void WriteText_RandomTrees_AnnouncesTheBytesOfEachTree()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(LightGbmTextWriter.WriteText(RandomTrees.Ensemble(new Random(1), 5, 12, 30)));
        string text = Encoding.Latin1.GetString(bytes);
        string sizes = text.Split('\n').Single(line => line.StartsWith("tree_sizes=", StringComparison.Ordinal));

        int position = text.IndexOf("Tree=0\n", StringComparison.Ordinal);
        int index = 0;
        foreach (string size in sizes["tree_sizes=".Length..].Split(' '))
        {
            Assert.StartsWith($"Tree={index++}\n", text[position..], StringComparison.Ordinal);
            position += int.Parse(size);
        }

        Assert.Equal(12, index);
        Assert.StartsWith("end of trees\n", text[position..], StringComparison.Ordinal);
    }

    [Fact]
    public void WriteFile_ThenReadFile_GivesTheSameModelWithoutByteOrderMark()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            LightGbmTextWriter.WriteFile(path, LightGbmTextReader.Parse(SampleModel.Text));
            Assert.Equal(Encoding.UTF8.GetBytes(SampleModel.Text), File.ReadAllBytes(path));
            Assert.Equal("größe", LightGbmTextReader.ReadFile(path).FeatureNames[2]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void WriteText_ModelWithoutAnything_ReadsBackEmpty()
    {
        string text = LightGbmTextWriter.WriteText(Model([], []));
        TreeEnsemble read = LightGbmTextReader.Parse(text);

        Assert.Empty(read.FeatureNames);
        Assert.Empty(read.Trees);
        Assert.Empty(read.Parameters);
        Assert.Null(read.PandasCategorical);
        Assert.Equal("", read.Objective);
        Assert.Equal(0, new TreeScorer(read).Score([]));
    }

    [Fact]
    public void WriteText_WithoutFeatureInfos_WritesNoneForEach()
    {
        Assert.Contains("\nfeature_infos=none none\n", LightGbmTextWriter.WriteText(Model(["a", "b"], [])), StringComparison.Ordinal);
    }

    [Fact]
    public void WriteText_MonotoneConstraints_ReadBack()
    {
        TreeEnsemble ensemble = new() { FeatureNames = ["a", "b"], FeatureInfos = [], Objective = "", Trees = [], MonotoneConstraints = [-1, 0] };

        Assert.Equal([-1, 0], LightGbmTextReader.Parse(LightGbmTextWriter.WriteText(ensemble)).MonotoneConstraints);
    }

    [Fact]
    public void WriteText_TextThatWouldBreakTheFormat_IsRefused()
    {
        Assert.Throws<ModelFormatException>(() => LightGbmTextWriter.WriteText(Model(["a b"], [])));
        Assert.Throws<ModelFormatException>(() => LightGbmTextWriter.WriteText(Model([""], [])));
        Assert.Throws<ModelFormatException>(() => LightGbmTextWriter.WriteText(Model(["a", "a"], [])));
        Assert.Throws<ModelFormatException>(() => LightGbmTextWriter.WriteText(Model(["a", "b"], ["none"])));
        Assert.Throws<ModelFormatException>(() => LightGbmTextWriter.WriteText(Model(["a"], [], "regression\ntree")));
    }

    private static TreeEnsemble Model(string[] names, string[] infos, string objective = "") =>
        new() { FeatureNames = names, FeatureInfos = infos, Objective = objective, Trees = [] };
}
