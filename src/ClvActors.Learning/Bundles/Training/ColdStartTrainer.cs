using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Quality;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>Trains what a bundle says of cold starts: the value by tweedie trees on money, and the upper end of an interval that begins at 0.</summary>
/// <remarks>
/// Three in five cold starts never buy again, so every lower end is 0 and the mean is far above the median: tweedie gives the mean that totals need, with a useful order.
/// Deterministic on any number of threads; stateless, safe on any thread.
/// </remarks>
internal static class ColdStartTrainer
{
    /// <summary>Trains both parts.</summary>
    /// <param name="features">Customers with one purchase in the window.</param>
    /// <param name="labels">What they spent over the horizon.</param>
    /// <param name="parameters">The settings.</param>
    /// <param name="level">Share of outcomes that the interval shall hold.</param>
    /// <param name="constant">The value that everyone would get without the part.</param>
    /// <param name="inputs">The features that the trees see.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <returns>Null when the customers are too few or nobody of them bought again.</returns>
    public static ColdStartFit? Train(
        FeatureMatrix features,
        double[] labels,
        ColdStartParameters parameters,
        double level,
        double constant,
        FeatureList inputs,
        CancellationToken cancellation)
    {
        if (labels.Length < parameters.FewestCustomers || labels.Count(label => label > 0) < parameters.Folds)
        {
            return null;
        }

        double[] scores = OffsetBoostingTrainer.ToScores(labels);
        double[] values = new double[labels.Length];
        double[] high = new double[labels.Length];
        IReadOnlyList<Fold> folds = StratifiedFolds.ByQuintile(labels, parameters.Folds, parameters.Trees.Seed);
        Parallel.For(0, folds.Count, new ParallelOptions { CancellationToken = cancellation }, fold =>
        {
            (TreeEnsemble value, TreeEnsemble upper) = Fit(folds[fold].Train);
            TreePart valuePart = new(value, FeatureSet.Names, PartLink.Exp);
            TreePart upperPart = new(upper, FeatureSet.Names, PartLink.ExpMinusOne);
            foreach (int row in folds[fold].Test)
            {
                values[row] = valuePart.Predict(features[row]);
                high[row] = upperPart.RawScore(features[row]);
            }
        });

        (TreeEnsemble finalValue, TreeEnsemble finalHigh) = Fit([.. Enumerable.Range(0, labels.Length)]);
        double[] valueScores = OffsetBoostingTrainer.ToScores(values);
        double[] medians = new double[labels.Length];
        Array.Fill(medians, constant);
        ColdStartQuality quality = new(
            folds.Count,
            (double)labels.Count(label => label == 0) / labels.Length,
            RegressionMetrics.Of(labels, values),
            RegressionMetrics.Of(labels, medians),
            JudgeIntervals(labels, scores, values, valueScores, high, folds, level));
        return new ColdStartFit(
            Part(PartRole.ColdStart, finalValue, PartLink.Exp),
            Part(PartRole.ColdStartHigh, finalHigh, PartLink.ExpMinusOne),
            ConformalShifts.FromZero(scores, valueScores, high, level),
            quality);

        (TreeEnsemble Value, TreeEnsemble High) Fit(IReadOnlyList<int> rows)
        {
            double[][] columns = [.. Enumerable.Range(0, inputs.Count).Select(column => rows.Select(row => features[row][column]).ToArray())];
            double[] money = [.. rows.Select(row => labels[row])];
            double[] sorted = [.. money.Order()];
            double cap = SegmentThresholds.Percentile(sorted.Length, at => sorted[at], 100 * parameters.LabelCap);
            return (
                TrainMean(new TrainingData(inputs.Names, columns, [.. money.Select(label => Math.Min(label, cap > 0 ? cap : label))]), new TweedieObjective(parameters.VariancePower)),
                TrainMean(new TrainingData(inputs.Names, columns, [.. rows.Select(row => scores[row])]), new QuantileObjective(level)));
        }

        TreeEnsemble TrainMean(TrainingData data, IObjective objective) =>
            OffsetBoostingTrainer.TrainMean(data, parameters.Trees, parameters.Models, objective, progress: null, cancellation);

        TrainedPart Part(string role, TreeEnsemble trees, string link) => TrainedPart.Of(
            role, trees, link, new PartOffset(PartOffset.None, 0), new PartCalibration(PartCalibration.None), labels.Length, parameters.Models, parameters.Trees);
    }

    // Every customer's interval is shifted by what the other folds ask for.
    private static IntervalMetrics JudgeIntervals(
        double[] labels, double[] scores, double[] values, double[] valueScores, double[] high, IReadOnlyList<Fold> folds, double level)
    {
        double[] low = new double[labels.Length];
        double[] upper = new double[labels.Length];
        foreach (Fold fold in folds)
        {
            IntervalShifts shifts = new(ConformalShifts.FromZero(
                [.. fold.Train.Select(row => scores[row])], [.. fold.Train.Select(row => valueScores[row])], [.. fold.Train.Select(row => high[row])], level));
            foreach (int row in fold.Test)
            {
                (low[row], upper[row]) = shifts.Apply(double.NaN, high[row], values[row]);
            }
        }

        return IntervalMetrics.Of(labels, low, upper, level);
    }
}
