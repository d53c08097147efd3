using System.Globalization;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Bundles;
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
    }

    private static string Number(double value, int decimals) =>
        double.IsNaN(value) ? "-" : value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
