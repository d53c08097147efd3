using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Tests.Bundles;
using ClvActors.Learning.Tests.Rivals;
using ClvActors.Learning.Tuning;

namespace ClvActors.Learning.Tests.Tuning;

public sealed class ModelFamiliesTests
{
    public static TheoryData<string> ValueFamilies => [.. ModelFamilies.ForValue.Select(family => family.Name)];

    public static TheoryData<string> ProbabilityFamilies => [.. ModelFamilies.ForProbability.Select(family => family.Name)];

    [Theory]
    [MemberData(nameof(ValueFamilies))]
    public void ForValue_AnyTrial_PredictsMoney(string name)
    {
        RandomRows data = RandomRows.Draw(60, seed: 3);
        double[] labels = [.. data.Labels.Select(label => Math.Max(label - 40, 0))];
        ModelFamily family = ModelFamilies.ForValue.Single(family => family.Name == name);

        for (int trial = 0; trial < 4; trial++)
        {
            IRegressor model = family.ToTrainer(family.Space.Draw(1, trial)).Fit(data.Features, labels, seed: 1);
            Assert.All(data.Features.Predict(model), value => Assert.InRange(value, 0, 1e6));
        }
    }

    [Theory]
    [MemberData(nameof(ProbabilityFamilies))]
    public void ForProbability_AnyTrial_PredictsProbabilities(string name)
    {
        RandomRows data = RandomRows.Draw(60, seed: 3);
        ModelFamily family = ModelFamilies.ForProbability.Single(family => family.Name == name);

        for (int trial = 0; trial < 4; trial++)
        {
            IRegressor model = family.ToTrainer(family.Space.Draw(1, trial)).Fit(data.Features, data.Outcomes, seed: 1);
            Assert.All(data.Features.Predict(model), value => Assert.InRange(value, 0, 1));
        }
    }

    [Fact]
    public void LossOf_Ridge_EqualsFittingAndJudgingByHand()
    {
        RandomRows data = RandomRows.Draw(90, seed: 5);
        IReadOnlyList<Fold> folds = StratifiedFolds.ByQuintile(data.Labels, 3, seed: 1);
        ModelFamily ridge = ModelFamilies.ForValue.Single(family => family.Name == "ridge");
        TrialParameters parameters = ridge.Space.Draw(2, 5);
        IRegressor model = ridge.ToTrainer(parameters)
            .Fit(data.Features.Take(folds[1].Train), [.. folds[1].Train.Select(row => data.Labels[row])], seed: 9);
        double expected = folds[1].Test.Average(row => Math.Abs(data.Labels[row] - model.Predict(data.Rows[row])));

        double loss = new CrossValidation(data.Features, data.Labels, folds, Metrics.MeanAbsoluteError, seed: 9).LossOf(ridge)(parameters, 1, default);

        Assert.Equal(expected, loss, 1e-12);
    }

    [Fact]
    public void Run_Lasso_BeatsItsStart()
    {
        using TemporaryFolder folder = new();
        RandomRows data = RandomRows.Draw(120, seed: 5);
        ModelFamily lasso = ModelFamilies.ForValue.Single(family => family.Name == "lasso");
        CrossValidation validation = new(
            data.Features, data.Labels, StratifiedFolds.ByQuintile(data.Labels, 4, seed: 1), Metrics.MeanAbsoluteError, seed: 9);

        SearchResult result = RandomSearch.Run(
            lasso.Space,
            new SearchOptions { Model = lasso.Name, DataFingerprint = "generated", Trials = 20, Folds = 4, Seed = 1 },
            validation.LossOf(lasso),
            folder.Path("lasso.jsonl"),
            new SteppingTime());

        Assert.Equal(0.001, result.Trials[0].Parameters.Number("penalty_share"));
        Assert.True(result.Best!.MeanLoss <= result.Trials[0].MeanLoss);
        Assert.True(result.Trials.Max(trial => trial.MeanLoss) > 1.5 * result.Best.MeanLoss);
    }
}
