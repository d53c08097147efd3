using ClvActors.Learning.Bundles.Quality;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles.Cards;

/// <summary>How good a bundle was on customers that it had not seen.</summary>
internal static class QualitySection
{
    public static void Write(Markdown text, BundleManifest manifest)
    {
        text.Heading("Quality on the test customers");
        text.Table("metric", "model", "training mean for everyone");
        RegressionMetrics model = manifest.Metrics;
        RegressionMetrics baseline = manifest.BaselineMetrics;
        text.Row("MAE", Markdown.Number(model.MeanAbsoluteError, 2), Markdown.Number(baseline.MeanAbsoluteError, 2));
        text.Row("RMSE", Markdown.Number(model.RootMeanSquaredError, 2), Markdown.Number(baseline.RootMeanSquaredError, 2));
        text.Row("MAPE over non-zero actuals, %", Markdown.Number(model.MeanAbsolutePercentageError, 2), Markdown.Number(baseline.MeanAbsolutePercentageError, 2));
        text.Row("R squared", Markdown.Number(model.RSquared, 4), Markdown.Number(baseline.RSquared, 4));
        text.Row("Spearman", Markdown.Number(model.Spearman, 4), "-");
        text.Row("top-decile lift", Markdown.Number(model.TopDecileLift, 3), "-");
        text.Line("");
        text.Table("decile of prediction", "customers", "mean actual", "mean predicted", "total actual");
        foreach (Decile decile in manifest.Deciles)
        {
            text.Row(
                Markdown.Count(decile.Number),
                Markdown.Count(decile.Rows),
                Markdown.Number(decile.MeanActual, 2),
                Markdown.Number(decile.MeanPredicted, 2),
                Markdown.Number(decile.TotalActual, 2));
        }

        if (manifest is { Quality.Intervals: { } intervals, Interval: { } rule })
        {
            WriteIntervals(text, intervals, rule.Level);
        }

        if (manifest.Quality?.ColdStart is { } coldStart)
        {
            WriteColdStart(text, coldStart);
        }

        if (manifest.Quality?.ThirtyDays is { } thirtyDays)
        {
            WriteThirtyDays(text, thirtyDays);
        }
    }

    private static void WriteIntervals(Markdown text, IntervalQuality quality, double level)
    {
        text.Heading($"Intervals of the test customers, made for {Markdown.Percent(level)} %");
        text.Table("segment of the prediction", "customers", "held, %", "below, %", "above, %", "median width", "mean interval score");
        Row("all", quality.All);
        foreach (SegmentIntervals segment in quality.Segments)
        {
            Row(segment.Segment, segment.Metrics);
        }

        void Row(string name, IntervalMetrics metrics) => text.Row(
            name,
            Markdown.Count(metrics.Rows),
            Markdown.Percent(metrics.Coverage),
            Markdown.Percent(metrics.BelowShare),
            Markdown.Percent(metrics.AboveShare),
            Markdown.Number(metrics.MedianWidth, 2),
            Markdown.Number(metrics.IntervalScore, 2));
    }

    private static void WriteColdStart(Markdown text, ColdStartQuality quality)
    {
        text.Heading($"Cold starts, by {quality.Folds} folds");
        text.Line($"{Markdown.Count(quality.Model.Rows)} customers with one purchase in the window; {Markdown.Percent(quality.ShareOfZeros)} % of them spent nothing over the horizon.");
        text.Line("");
        text.Table("metric", "model", "median of repeat customers for everyone");
        text.Row("MAE", Markdown.Number(quality.Model.MeanAbsoluteError, 2), Markdown.Number(quality.TrainingMedian.MeanAbsoluteError, 2));
        text.Row("RMSE", Markdown.Number(quality.Model.RootMeanSquaredError, 2), Markdown.Number(quality.TrainingMedian.RootMeanSquaredError, 2));
        text.Row("Spearman", Markdown.Number(quality.Model.Spearman, 4), "-");
        text.Row("top-decile lift", Markdown.Number(quality.Model.TopDecileLift, 3), "-");
        if (quality.Intervals is { } intervals)
        {
            text.Row("intervals that hold, %", Markdown.Percent(intervals.Coverage), "-");
        }
    }

    private static void WriteThirtyDays(Markdown text, ThirtyDayQuality quality)
    {
        text.Heading($"The next 30 days, by {quality.Folds} folds of customers");
        text.Line($"{quality.Origins.Count} month ends from {Markdown.Date(quality.Origins[0])} to {Markdown.Date(quality.Origins[^1])}; active customers bought within the last 90 days.");
        text.Line("");
        text.Table("metric", "everyone in the window", "active customers");
        Row("rows", metrics => Markdown.Count(metrics.Spend.Rows));
        Row("spend: MAE", metrics => Markdown.Number(metrics.Spend.MeanAbsoluteError, 2));
        Row("spend: RMSE", metrics => Markdown.Number(metrics.Spend.RootMeanSquaredError, 2));
        Row("spend: R squared", metrics => Markdown.Number(metrics.Spend.RSquared, 4));
        Row("spend: Spearman", metrics => Markdown.Number(metrics.Spend.Spearman, 4));
        Row("purchase: AUC", metrics => Markdown.Number(metrics.Purchase.Auc, 4));
        Row("purchase: log-loss", metrics => Markdown.Number(metrics.Purchase.LogLoss, 4));
        Row("purchase: Brier score", metrics => Markdown.Number(metrics.Purchase.Brier, 4));
        Row("purchase: mean probability, %", metrics => Markdown.Percent(metrics.Purchase.MeanProbability));
        Row("purchase: share that bought, %", metrics => Markdown.Percent((double)metrics.Purchase.Positives / metrics.Purchase.Rows));

        void Row(string name, Func<ThirtyDayMetrics, string> of) => text.Row(name, of(quality.All), of(quality.Active));
    }
}
