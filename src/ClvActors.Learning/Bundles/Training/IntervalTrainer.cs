using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>Trains the interval of the value part: trees for both ends, from the same offset as the value's, and the shifts that calibrate them.</summary>
/// <remarks>Deterministic on any number of threads; stateless, safe on any thread.</remarks>
internal static class IntervalTrainer
{
    /// <summary>Trains both ends and calibrates them on the training customers, each by models that had not seen it.</summary>
    /// <param name="features">The training customers.</param>
    /// <param name="labels">What they spent.</param>
    /// <param name="horizonDays">Days that labels cover.</param>
    /// <param name="value">The settings behind the offset.</param>
    /// <param name="parameters">The settings of the interval.</param>
    /// <param name="inputs">The features that the trees see.</param>
    /// <param name="cancellation">Stops between trees.</param>
    public static (TrainedPart Low, TrainedPart High, IReadOnlyList<IntervalGroup> Groups) Train(
        FeatureMatrix features,
        double[] labels,
        int horizonDays,
        OffsetBoostingParameters value,
        IntervalParameters parameters,
        FeatureList inputs,
        CancellationToken cancellation)
    {
        double[] scores = OffsetBoostingTrainer.ToScores(labels);
        double[] low = new double[scores.Length];
        double[] high = new double[scores.Length];
        IReadOnlyList<Fold> folds = StratifiedFolds.ByQuintile(labels, Math.Min(parameters.Folds, labels.Length), parameters.Trees.Seed);
        ParallelOptions threads = new() { CancellationToken = cancellation };
        Parallel.For(0, folds.Count, threads, fold =>
        {
            Fold of = folds[fold];
            Ends ends = Fit(features.Take(of.Train), [.. of.Train.Select(row => scores[row])]);
            TreePart lower = ends.PartOf(ends.Low);
            TreePart upper = ends.PartOf(ends.High);
            double[] row = new double[DerivedInputs.InputNames.Count];
            foreach (int held in of.Test)
            {
                ends.Stage.Derived.WriteInputs(features[held], row);
                low[held] = lower.RawScore(row);
                high[held] = upper.RawScore(row);
            }
        });

        Ends final = Fit(features, scores);
        IReadOnlyList<IntervalGroup> groups = ConformalShifts.TwoSided(scores, low, high, parameters.Level, parameters.Bounds, parameters.FewestInGroup);
        return (Part(PartRole.ValueLow, final.Low), Part(PartRole.ValueHigh, final.High), groups);

        Ends Fit(FeatureMatrix rows, double[] targets)
        {
            OffsetStage stage = OffsetStage.Fit(rows, horizonDays, value, cancellation);
            TrainingData data = stage.ToTrainingData(inputs, targets);
            return new Ends(stage, Trees(data, parameters.LowQuantile), Trees(data, parameters.HighQuantile));
        }

        TreeEnsemble Trees(TrainingData data, double quantile) => OffsetBoostingTrainer.TrainMean(
            data, parameters.Trees, parameters.Models, new QuantileObjective(quantile), progress: null, cancellation);

        TrainedPart Part(string role, TreeEnsemble trees) => TrainedPart.Of(
            role,
            trees,
            PartLink.ExpMinusOne,
            new PartOffset(PartOffset.BuyTillYouDie, 0),
            new PartCalibration(PartCalibration.None),
            labels.Length,
            parameters.Models,
            parameters.Trees);
    }

    private sealed record Ends(OffsetStage Stage, TreeEnsemble Low, TreeEnsemble High)
    {
        // Without the fade: an end must not close in on the value where customers are few.
        public TreePart PartOf(TreeEnsemble trees) => new(
            trees, DerivedInputs.InputNames, PartLink.ExpMinusOne, Stage.Offset with { FadeCentre = double.PositiveInfinity, FadePower = 1 });
    }
}
