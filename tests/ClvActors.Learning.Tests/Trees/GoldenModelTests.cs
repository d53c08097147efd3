using System.Text;
using ClvActors.Domain.Features;
using ClvActors.Learning.Trees;
using ClvActors.Learning.Trees.LightGbmText;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.Trees;

/// <summary>Two models of real LightGBM, with its scores and contributions.</summary>
public sealed class GoldenModelTests
{
    [Theory]
    [InlineData("lightgbm_reference.txt", "test_matrix.csv", "lightgbm_reference_predictions.csv", 1)]
    [InlineData("missing_categorical.txt", "missing_categorical_features.csv", "missing_categorical_expected.csv", 0)]
    public void Score_GoldenRows_EqualsLightGbm(string model, string features, string expected, int rawColumn)
    {
        TreeEnsemble ensemble = Read(model);
        TreeScorer scorer = new(ensemble);
        double[][] rows = GoldenFile.Rows(features);
        double[][] raws = GoldenFile.Rows(expected);
        Assert.Equal(raws.Length, rows.Length);
        for (int index = 0; index < rows.Length; index++)
        {
            double raw = raws[index][rawColumn];
            double score = scorer.Score(rows[index]);
            Assert.True(Math.Abs(score - raw) <= 1e-12 * Math.Abs(raw), $"row {index}: {score:R}, LightGBM {raw:R}");
            Assert.Equal(PlainTree.Score(ensemble, rows[index]), score);
        }
    }

    [Theory]
    [InlineData("lightgbm_reference.txt", "test_matrix.csv", "lightgbm_reference_contributions.csv")]
    [InlineData("missing_categorical.txt", "missing_categorical_features.csv", "missing_categorical_contributions.csv")]
    public void Contributions_GoldenRows_EqualLightGbm(string model, string features, string contributions)
    {
        TreeEnsemble ensemble = Read(model);
        TreeExplainer explainer = new(ensemble);
        double[][] rows = GoldenFile.Rows(features);
        double[][] golden = GoldenFile.Rows(contributions);
        Assert.NotEmpty(golden);
        var found = new double[explainer.FeatureCount + 1];
        for (int index = 0; index < golden.Length; index++)
        {
            explainer.Contributions(rows[index], found);
            Assert.Equal(golden[index].Length, found.Length);
            for (int feature = 0; feature < found.Length; feature++)
            {
                Assert.True(Math.Abs(found[feature] - golden[index][feature]) < 1e-9, $"row {index}, feature {feature}: {found[feature]}, LightGBM {golden[index][feature]}");
            }

            Assert.Equal(PlainTree.Score(ensemble, rows[index]), found.Sum(), 1e-9);
        }
    }

    [Theory]
    [InlineData("lightgbm_reference.txt")]
    [InlineData("missing_categorical.txt")]
    public void WriteText_ModelReadFromLightGbm_GivesTheSameBytes(string model)
    {
        TreeEnsemble ensemble = Read(model);

        string written = LightGbmTextWriter.WriteText(ensemble);

        Assert.True(Encoding.UTF8.GetBytes(written).AsSpan().SequenceEqual(File.ReadAllBytes(ReferenceData.Golden(model))), "the written text differs from LightGBM's");
    }

    [Theory]
    [InlineData("lightgbm_reference.txt", "test_matrix.csv")]
    [InlineData("missing_categorical.txt", "missing_categorical_features.csv")]
    public void InteractionValues_GoldenRows_AddUpToContributions(string model, string features)
    {
        TreeExplainer explainer = new(Read(model));
        var contributions = new double[explainer.FeatureCount + 1];
        var matrix = new double[explainer.FeatureCount * explainer.FeatureCount];
        foreach (double[] row in GoldenFile.Rows(features).Take(20))
        {
            explainer.Contributions(row, contributions);
            explainer.InteractionValues(row, matrix);
            for (int feature = 0; feature < row.Length; feature++)
            {
                Assert.Equal(contributions[feature], matrix.AsSpan(feature * row.Length, row.Length).ToArray().Sum(), 1e-12);
            }
        }
    }

    [Fact]
    public void Bind_ReferenceModelToReferenceSet_IsTheModelItself()
    {
        TreeEnsemble ensemble = Read("lightgbm_reference.txt");

        Assert.Same(ensemble, FeatureBinding.Bind(ensemble, FeatureSet.Reference.Names));
    }

    private static TreeEnsemble Read(string model)
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        return LightGbmTextReader.ReadFile(ReferenceData.Golden(model));
    }
}
