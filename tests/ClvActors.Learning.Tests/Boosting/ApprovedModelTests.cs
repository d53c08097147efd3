using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Validation;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Trees;

namespace ClvActors.Learning.Tests.Boosting;

/// <summary>Every objective against models that LightGBM 4.6 trained from the same rows.</summary>
public sealed class ApprovedModelTests
{
    public static TheoryData<string> Objectives => [.. ApprovedRun.Names];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Train_PlainRows_GivesLightGbmsModel(string objective) => CheckModel(ApprovedRun.Of(objective, "plain"));

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Train_WeightsBagsAndInitialScores_GivesLightGbmsModel(string objective) => CheckModel(ApprovedRun.Of(objective, "sampled"));

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Train_EarlyStopping_StopsWhereLightGbmDoes(string objective)
    {
        ApprovedRun run = ApprovedRun.Of(objective, "stopped");
        (string metric, int best, double[] values) = ApprovedRun.Metric(objective);

        ValidatedModel result = BoostingTrainer.Train(
            run.Training,
            new ValidationSet(run.Validation),
            run.Parameters,
            run.Objective,
            cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(metric, result.MetricName);
        Assert.Equal(best, result.BestIteration);
        Assert.True(result.StoppedEarly);
        Assert.Equal(values.Length, result.Scores.Count);
        Assert.All(values.Zip(result.Scores), pair => Assert.Equal(pair.First, pair.Second, 6e-6 * pair.First));
        Assert.Equal(result.Scores[best - 1], result.BestScore);
        CheckTrees(run.Expected, result.Model);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Transform_LightGbmsModel_GivesItsPredictions(string objective)
    {
        ApprovedRun run = ApprovedRun.Of(objective, "plain");
        TreeScorer scorer = new(run.Expected);
        Func<double, double> transform = ObjectiveTransform.For(run.Expected.Objective);

        double[] expected = ApprovedRun.Predictions(objective);
        Assert.NotEmpty(expected);
        for (int row = 0; row < expected.Length; row++)
        {
            double score = scorer.Score(GeneratedData.Row(run.Validation, row));
            Assert.Equal(expected[row], transform(score), 1e-12 * Math.Abs(expected[row]));
            Assert.Equal(transform(score), run.Objective.ToPrediction(score));
        }
    }

    private static void CheckModel(ApprovedRun run)
    {
        TreeEnsemble model = BoostingTrainer.Train(run.Training, run.Parameters, run.Objective, cancellation: TestContext.Current.CancellationToken);

        Assert.Equal(run.Expected.Objective, model.Objective);
        Assert.Equal(run.Expected.FeatureInfos, model.FeatureInfos);
        CheckTrees(run.Expected, model);
    }

    private static void CheckTrees(TreeEnsemble expected, TreeEnsemble actual)
    {
        Assert.Equal(expected.Trees.Count, actual.Trees.Count);
        foreach ((DecisionTree theirs, DecisionTree ours) in expected.Trees.Zip(actual.Trees))
        {
            Assert.Equal(theirs.SplitFeature, ours.SplitFeature);
            Assert.Equal(theirs.Threshold, ours.Threshold);
            Assert.Equal(theirs.DecisionType, ours.DecisionType);
            Assert.Equal(theirs.LeftChild, ours.LeftChild);
            Assert.Equal(theirs.RightChild, ours.RightChild);
            Assert.Equal(theirs.LeafRows, ours.LeafRows);
            CheckClose(theirs.LeafValue, ours.LeafValue, 1e-9);
            CheckClose(theirs.LeafWeight, ours.LeafWeight, 1e-9);
            CheckClose(theirs.SplitGain, ours.SplitGain, 1e-5);
            CheckClose(theirs.InternalValue, ours.InternalValue, 1e-5);
            Assert.Equal(theirs.Shrinkage, ours.Shrinkage);
        }
    }

    private static void CheckClose(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, relative * (Math.Abs(pair.First) + 1e-6)));
    }
}
