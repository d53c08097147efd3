using ClvActors.Domain.Features;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Quality;
using ClvActors.Learning.Calibration;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Trees;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>Trains what a bundle says of the next 30 days: the spend by tweedie trees from the buy-till-you-die value, and the probability of a purchase.</summary>
/// <remarks>
/// Calibrated and judged on predictions by models that had not seen the customer at any date. The month ends of a year are learnt together, so a prediction is one for the mean
/// season. Deterministic on any number of threads; stateless, safe on any thread.
/// </remarks>
internal static class ThirtyDayTrainer
{
    private const int DaysOfActivity = 90;

    private static readonly int Recency = FeatureSet.IndexOf("recency_days");

    /// <summary>Trains both parts.</summary>
    /// <param name="table">Customers at several dates.</param>
    /// <param name="stage">The bundle's buy-till-you-die models.</param>
    /// <param name="parameters">The settings.</param>
    /// <param name="inputs">The features that the trees see.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <returns>Null when the rows are too few, or all or none of them bought.</returns>
    public static ThirtyDayFit? Train(
        ThirtyDayTable table, OffsetStage stage, ThirtyDayParameters parameters, FeatureList inputs, CancellationToken cancellation)
    {
        double[] outcomes = [.. table.Spend.Select(spend => spend > 0 ? 1.0 : 0.0)];
        int buyers = outcomes.Count(outcome => outcome > 0);
        if (outcomes.Length < parameters.FewestRows || buyers < parameters.FewestRowsPerKnot || outcomes.Length - buyers < parameters.FewestRowsPerKnot)
        {
            return null;
        }

        InputTable all = InputTable.Of(stage.Derived, table.Features);

        // e^o is 1 + the value over the derived inputs' days; a share of it as large as 30 days are is where the trees begin.
        double share = Math.Log((double)ThirtyDayTable.Days / stage.Derived.Days);
        ScoreOffset offset = stage.Offset with { FadeCentre = double.PositiveInfinity, FadePower = 1 };
        double[] offsets = [.. all.Offsets(offset).Select(score => score + share)];
        double[] spend = new double[outcomes.Length];
        double[] probability = new double[outcomes.Length];
        IReadOnlyList<Fold> folds = StratifiedFolds.ByGroup(outcomes, table.Customers, parameters.Folds, parameters.Trees.Seed);
        (TreeEnsemble Spend, TreeEnsemble Purchase)[] models = new (TreeEnsemble, TreeEnsemble)[folds.Count + 1];
        Parallel.For(0, models.Length, new ParallelOptions { CancellationToken = cancellation }, at =>
        {
            models[at] = Fit(at < folds.Count ? folds[at].Train : [.. Enumerable.Range(0, outcomes.Length)]);
            if (at < folds.Count)
            {
                TreePart spendPart = new(models[at].Spend, DerivedInputs.InputNames, PartLink.Exp, offset, share);
                TreePart purchasePart = new(models[at].Purchase, DerivedInputs.InputNames, PartLink.Sigmoid);
                double[] row = new double[DerivedInputs.InputNames.Count];
                foreach (int held in folds[at].Test)
                {
                    stage.Derived.WriteInputs(table.Features[held], row);
                    spend[held] = spendPart.Predict(row);
                    probability[held] = purchasePart.Predict(row);
                }
            }
        });

        PartCalibration spendCalibration = ScaleOf(spend, table.Spend);
        PartCalibration purchaseCalibration = IsotonicOf(probability, outcomes, parameters);
        ThirtyDayQuality quality = Judge(table, outcomes, spend, probability, folds, parameters);
        return new ThirtyDayFit(
            Part(PartRole.Spend30, models[^1].Spend, PartLink.Exp, new PartOffset(PartOffset.BuyTillYouDie, share), spendCalibration),
            Part(PartRole.Purchase30, models[^1].Purchase, PartLink.Sigmoid, new PartOffset(PartOffset.None, 0), purchaseCalibration),
            quality);

        (TreeEnsemble Spend, TreeEnsemble Purchase) Fit(IReadOnlyList<int> rows)
        {
            double[] initial = [.. rows.Select(row => offsets[row])];
            return (
                BoostingTrainer.Train(all.ToTrainingData(inputs, rows, [.. rows.Select(row => table.Spend[row])], initial), parameters.Trees, new TweedieObjective(parameters.VariancePower), cancellation: cancellation),
                BoostingTrainer.Train(all.ToTrainingData(inputs, rows, [.. rows.Select(row => outcomes[row])]), parameters.Trees, new BinaryObjective(), cancellation: cancellation));
        }

        TrainedPart Part(string role, TreeEnsemble trees, string link, PartOffset partOffset, PartCalibration calibration) =>
            TrainedPart.Of(role, trees, link, partOffset, calibration, outcomes.Length, 1, parameters.Trees);
    }

    private static PartCalibration ScaleOf(IEnumerable<double> predicted, IEnumerable<double> actual)
    {
        double factor = actual.Sum() / predicted.Sum();
        return factor > 0 && double.IsFinite(factor) ? new PartCalibration(PartCalibration.Scale, factor) : new PartCalibration(PartCalibration.None);
    }

    // Rows are put into groups of equal size and a group's mean prediction stands for all of its rows: isotonic regression on single rows says 0 and 1 at its ends
    // after a handful of equal outcomes, and keeps a knot for every accident in between.
    private static PartCalibration IsotonicOf(double[] probability, double[] outcomes, ThirtyDayParameters parameters)
    {
        int groups = Math.Min(parameters.MostKnots, probability.Length / parameters.FewestRowsPerKnot);
        if (groups < 2)
        {
            return new PartCalibration(PartCalibration.None);
        }

        int[] order = [.. Enumerable.Range(0, probability.Length).OrderBy(row => probability[row])];
        double[] grouped = new double[order.Length];
        for (int group = 0; group < groups; group++)
        {
            Range range = (int)((long)group * order.Length / groups)..(int)((long)(group + 1) * order.Length / groups);
            double mean = order[range].Average(row => probability[row]);
            foreach (int row in order[range])
            {
                grouped[row] = mean;
            }
        }

        IsotonicCalibrator calibrator = IsotonicCalibrator.Fit(grouped, outcomes);
        return new PartCalibration(PartCalibration.Isotonic, Predictions: [.. calibrator.Scores], Probabilities: [.. calibrator.Probabilities]);
    }

    // Every fold's predictions are calibrated by the other folds'.
    private static ThirtyDayQuality Judge(
        ThirtyDayTable table, double[] outcomes, double[] spend, double[] probability, IReadOnlyList<Fold> folds, ThirtyDayParameters parameters)
    {
        double[] calibratedSpend = new double[outcomes.Length];
        double[] calibratedProbability = new double[outcomes.Length];
        foreach (Fold fold in folds)
        {
            double factor = ScaleOf(fold.Train.Select(row => spend[row]), fold.Train.Select(row => table.Spend[row])).Factor ?? 1;
            PartCalibration isotonic = IsotonicOf(
                [.. fold.Train.Select(row => probability[row])], [.. fold.Train.Select(row => outcomes[row])], parameters);
            IsotonicCalibrator? calibrator = isotonic.Predictions is null ? null : new([.. isotonic.Predictions], [.. isotonic.Probabilities!]);
            foreach (int row in fold.Test)
            {
                calibratedSpend[row] = factor * spend[row];
                calibratedProbability[row] = calibrator?.Apply(probability[row]) ?? probability[row];
            }
        }

        int[] all = [.. Enumerable.Range(0, outcomes.Length)];
        int[] active = [.. all.Where(row => table.Features[row][Recency] < DaysOfActivity)];
        return new ThirtyDayQuality(table.Origins, folds.Count, Of(all), Of(active.Length > 0 ? active : all));

        ThirtyDayMetrics Of(int[] rows) => new(
            RegressionMetrics.Of([.. rows.Select(row => table.Spend[row])], [.. rows.Select(row => calibratedSpend[row])]),
            ClassificationMetrics.Of([.. rows.Select(row => outcomes[row])], [.. rows.Select(row => calibratedProbability[row])]));
    }
}
