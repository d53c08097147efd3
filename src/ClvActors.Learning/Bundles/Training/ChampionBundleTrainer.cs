using ClvActors.Domain.Features;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Boosting;
using ClvActors.Learning.Boosting.Objectives;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Quality;
using ClvActors.Learning.BuyTillYouDie;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Rivals;
using ClvActors.Learning.Trees;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Bundles.Training;

/// <summary>Trains the champion recipe: the value with its interval, cold starts, lapsed customers and the next 30 days, evaluated on held-out customers.</summary>
/// <remarks>
/// Held-out customers are seen by no part. Parts that the data is too small for are left out: the bundle is silent there. Same input, operating system and processor architecture
/// give the same bundle, bit for bit, on any number of threads. Safe from any number of threads.
/// </remarks>
public static class ChampionBundleTrainer
{
    /// <summary>Trains and evaluates.</summary>
    /// <param name="lines">All cleaned lines, also those after the as-of date.</param>
    /// <param name="table">Features and labels of customers with repeat purchases, from the same lines.</param>
    /// <param name="split">Which rows to train on.</param>
    /// <param name="id">Name of the bundle.</param>
    /// <param name="data">What the lines were read from.</param>
    /// <param name="parameters">The settings; the champion's when null.</param>
    /// <param name="inputs">The features that trees see; all of them when null.</param>
    /// <param name="progress">Told the share of the work that is done, from 0 to 1.</param>
    /// <param name="cancellation">Stops between trees.</param>
    /// <exception cref="ArgumentException">A parameter is out of range or the id is not one; the message names it.</exception>
    /// <exception cref="InvalidDataException">There are too few customers on a side, they spent nothing, or their purchases do not determine a fit; one clear line.</exception>
    /// <exception cref="OperationCanceledException">Cancellation was asked for.</exception>
    public static TrainedBundle Train(
        BatchFeatures lines,
        TrainingTable table,
        TrainingSplit split,
        string id,
        DataFingerprint data,
        ChampionParameters? parameters = null,
        FeatureList? inputs = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        parameters ??= new ChampionParameters();
        parameters.Validate();
        BundleDraft.Check(id, table, split, parameters.Value.FewestCustomers);
        inputs ??= FeatureSet.Behaviour;
        FeatureMatrix features = FeatureMatrix.FromRows([.. split.Train.Select(row => table.Features[row].Values.ToArray())]);
        double[] labels = [.. split.Train.Select(row => table.Labels[row].ToDouble())];

        OffsetStage stage = OffsetStage.Fit(features, table.HorizonDays, parameters.Value, cancellation);
        TreeEnsemble trees = OffsetBoostingTrainer.TrainMean(
            stage.ToTrainingData(inputs, OffsetBoostingTrainer.ToScores(labels)),
            parameters.Value.Trees,
            parameters.Value.Models,
            AbsoluteErrorObjective.Instance,
            progress is null ? null : new TreeShare(progress, 0, 0.1),
            cancellation);
        ValueModel value = new(stage.Derived, stage.Offset, trees);
        TrainedPart valuePart = TrainedPart.Of(
            PartRole.Value,
            trees,
            PartLink.ExpMinusOne,
            new PartOffset(PartOffset.BuyTillYouDie, 0, Finite(stage.Offset.FadeCentre), Finite(stage.Offset.FadeCentre) is null ? null : stage.Offset.FadePower),
            new PartCalibration(PartCalibration.None),
            labels.Length,
            parameters.Value.Models,
            parameters.Value.Trees);
        (TrainedPart low, TrainedPart high, IReadOnlyList<IntervalGroup> groups) =
            IntervalTrainer.Train(features, labels, table.HorizonDays, parameters.Value, parameters.Interval, inputs, cancellation);
        progress?.Report(0.3);

        HashSet<CustomerId> held = [.. split.Test.Select(row => table.Customers[row])];
        PurchaseDays purchases = PurchaseDays.Of(lines.Purchases, held);
        BgNbdFit population = BgNbdFit.Fit(purchases.Summaries(), modified: true);
        (FeatureMatrix Features, double[] Labels)? cold = ColdStarts(lines, table);
        ColdStartFit? coldStart = cold is null
            ? null
            : ColdStartTrainer.Train(
                cold.Value.Features, cold.Value.Labels, parameters.ColdStart, parameters.Interval.Level, BundleDraft.MedianLabel(table, split), inputs, cancellation);
        progress?.Report(0.4);

        ThirtyDayTable? rows = ThirtyDayTable.Build(lines, purchases, parameters.ThirtyDays.MostOrigins, cancellation);
        progress?.Report(0.6);
        ThirtyDayFit? thirtyDays = rows is null ? null : ThirtyDayTrainer.Train(rows, stage, parameters.ThirtyDays, inputs, cancellation);

        List<TrainedPart> parts = [valuePart, low, high];
        parts.AddRange(coldStart is null ? [] : [coldStart.Value, coldStart.High]);
        parts.AddRange(thirtyDays is null ? [] : [thirtyDays.Spend, thirtyDays.Purchase]);
        BundleManifest manifest = BundleDraft.Of(
            TrainingRecipe.Champion, id, table, split, data, inputs, parts, customer => value.Predict(customer.Values)) with
        {
            BuyTillYouDie = new BuyTillYouDieRule(
                stage.Derived.Days,
                CustomerBaseRule.Of(stage.Invoices, stage.Offset.MeanInvoicesValueLog),
                CustomerBaseRule.Of(stage.PurchaseDays, stage.Offset.MeanDaysValueLog),
                FittedModel.Of(population)),
            Interval = new IntervalRule(parameters.Interval.Level, parameters.Interval.Folds, groups, coldStart?.Groups),
            ColdStart = new ColdStartRule(
                cold is null ? ColdStartRule.TrainingMedian : ColdStartRule.ColdStartMean,
                ColdStartRule.ModelFromPurchases,
                cold?.Labels.Average() ?? BundleDraft.MedianLabel(table, split)),
            Lapsed = LapsedTrainer.Estimate(purchases, table.HorizonDays),
        };
        TreeEnsemble[] ensembles = [.. parts.Select(part => part.Trees)];
        CompositeModel model = new BundleAssembly("", manifest).Build(ensembles);
        progress?.Report(1);
        return new TrainedBundle(
            manifest with { Quality = new BundleQuality(JudgeIntervals(model, table, split), coldStart?.Quality, thirtyDays?.Quality) }, ensembles);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    // Null when there is no cold start at all.
    private static (FeatureMatrix Features, double[] Labels)? ColdStarts(BatchFeatures lines, TrainingTable table)
    {
        TrainingTable everyone = TrainingTable.From(lines, table.AsOf, table.HorizonDays, fewestPurchases: 1);
        int[] cold = [.. Enumerable.Range(0, everyone.Customers.Count).Where(row => everyone.Features[row].Frequency < ColdStartRule.ModelFromPurchases)];
        return cold.Length == 0
            ? null
            : (FeatureMatrix.FromRows([.. cold.Select(row => everyone.Features[row].Values.ToArray())]), [.. cold.Select(row => everyone.Labels[row].ToDouble())]);
    }

    private static IntervalQuality JudgeIntervals(CompositeModel model, TrainingTable table, TrainingSplit split)
    {
        Prediction[] predictions = [.. split.Test.Select(row => model.Predict(PredictionSource.Model, table.Features[row].Values))];
        double[] actual = [.. split.Test.Select(row => table.Labels[row].ToDouble())];
        double[] values = [.. predictions.Select(prediction => prediction.Value).Order()];
        SegmentThresholds thresholds = SegmentThresholds.Of(values.Length, at => values[at]);
        return new IntervalQuality(
            Of([.. Enumerable.Range(0, actual.Length)]),
            [
                .. Enumerable.Range(0, actual.Length)
                    .GroupBy(at => thresholds.SegmentOf(predictions[at].Value)).OrderBy(segment => segment.Key)
                    .Select(segment => new SegmentIntervals(segment.Key.Name(), Of([.. segment]))),
            ]);

        IntervalMetrics Of(int[] at) => IntervalMetrics.Of(
            [.. at.Select(row => actual[row])],
            [.. at.Select(row => predictions[row].IntervalLow)],
            [.. at.Select(row => predictions[row].IntervalHigh)],
            model.IntervalLevel);
    }

    // A part of the work from one share to another, by trees.
    private sealed class TreeShare(IProgress<double> progress, double from, double to) : IProgress<BoostingProgress>
    {
        public void Report(BoostingProgress value) => progress.Report(from + ((to - from) * value.Iteration / value.Iterations));
    }
}
