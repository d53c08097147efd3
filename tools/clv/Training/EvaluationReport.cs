using System.Globalization;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Quality;
using ClvActors.Learning.Evaluation;

namespace ClvActors.CommandLine.Training;

/// <summary>Writes metrics and deciles of a trained model.</summary>
internal static class EvaluationReport
{
    public static void Write(BundleManifest manifest, Terminal terminal)
    {
        RegressionMetrics baseline = manifest.BaselineMetrics;
        RegressionMetrics model = manifest.Metrics;
        terminal.Table(
            [$"metric ({model.Rows} test customers)", "training mean", "model"],
            [
                ["MAE", Number(baseline.MeanAbsoluteError, 2), Number(model.MeanAbsoluteError, 2)],
                ["RMSE", Number(baseline.RootMeanSquaredError, 2), Number(model.RootMeanSquaredError, 2)],
                ["MAPE %", Number(baseline.MeanAbsolutePercentageError, 2), Number(model.MeanAbsolutePercentageError, 2)],
                ["R squared", Number(baseline.RSquared, 4), Number(model.RSquared, 4)],

                // Equal predictions have no order, so what the baseline would show here means nothing.
                ["Spearman", "-", Number(model.Spearman, 4)],
                ["top-decile lift", "-", Number(model.TopDecileLift, 3)],
            ]);
        terminal.Line();
        terminal.Table(
            ["decile", "customers", "mean actual", "mean predicted", "total actual"],
            manifest.Deciles.Select(decile => new[]
            {
                $"{decile.Number}", $"{decile.Rows}", Number(decile.MeanActual, 2), Number(decile.MeanPredicted, 2), Number(decile.TotalActual, 2),
            }));
        if (manifest.Quality is { } quality)
        {
            WriteParts(quality, terminal);
        }
    }

    private static void WriteParts(BundleQuality quality, Terminal terminal)
    {
        if (quality.Intervals is { } intervals)
        {
            terminal.Line();
            terminal.Table(
                ["intervals of test customers", "customers", "held %", "median width"],
                [
                    .. new[] { ("all", intervals.All) }.Concat(intervals.Segments.Select(segment => (segment.Segment, segment.Metrics)))
                        .Select(row => new[] { row.Item1, $"{row.Item2.Rows}", Number(100 * row.Item2.Coverage, 1), Number(row.Item2.MedianWidth, 2) }),
                ]);
        }

        if (quality.ColdStart is { } coldStart)
        {
            terminal.Line();
            terminal.Table(
                [$"cold starts ({coldStart.Model.Rows} customers, {coldStart.Folds} folds)", "median of repeat customers", "model"],
                [
                    ["MAE", Number(coldStart.TrainingMedian.MeanAbsoluteError, 2), Number(coldStart.Model.MeanAbsoluteError, 2)],
                    ["RMSE", Number(coldStart.TrainingMedian.RootMeanSquaredError, 2), Number(coldStart.Model.RootMeanSquaredError, 2)],
                    ["Spearman", "-", Number(coldStart.Model.Spearman, 4)],
                    ["intervals held %", "-", coldStart.Intervals is { } held ? Number(100 * held.Coverage, 1) : "-"],
                ]);
        }

        if (quality.ThirtyDays is { } next)
        {
            terminal.Line();
            terminal.Table(
                [$"next 30 days ({next.Origins.Count} month ends, {next.Folds} folds)", "everyone", "active customers"],
                [
                    ["rows", $"{next.All.Spend.Rows}", $"{next.Active.Spend.Rows}"],
                    ["spend MAE", Number(next.All.Spend.MeanAbsoluteError, 2), Number(next.Active.Spend.MeanAbsoluteError, 2)],
                    ["spend RMSE", Number(next.All.Spend.RootMeanSquaredError, 2), Number(next.Active.Spend.RootMeanSquaredError, 2)],
                    ["purchase AUC", Number(next.All.Purchase.Auc, 4), Number(next.Active.Purchase.Auc, 4)],
                    ["purchase log-loss", Number(next.All.Purchase.LogLoss, 4), Number(next.Active.Purchase.LogLoss, 4)],
                ]);
        }
    }

    private static string Number(double value, int decimals) =>
        double.IsNaN(value) ? "-" : value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
