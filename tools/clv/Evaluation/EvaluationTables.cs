using System.Globalization;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>Prints an evaluation: for each split that stands alone and each mean, the figures of all models and how the champion differs from the others.</summary>
internal static class EvaluationTables
{
    public static void Write(EvaluationDocument document, Terminal terminal)
    {
        foreach (IGrouping<string, MetricRow> split in document.Rows.Where(row => IsPrinted(document, row)).GroupBy(row => row.Split))
        {
            MetricRow first = split.First();
            terminal.Line();
            terminal.Table(
                [$"{split.Key} ({first.Rows} test customers)", .. first.Metrics.Keys.Select(Heading)],
                split.Select(row => new[] { row.Model }.Concat(row.Metrics.Select(metric => Number(metric.Key, metric.Value))).ToArray()));
            WriteDifferences(split.Key, [.. document.Differences.Where(row => row.Split == split.Key)], terminal);
        }

        WriteCoverage(document, terminal);
        foreach (string note in document.Notes)
        {
            terminal.Line($"note: {note}");
        }
    }

    // A split that went into a mean stands in the document, not here.
    private static bool IsPrinted(EvaluationDocument document, MetricRow row) =>
        document.Differences.Count == 0 || document.Differences.Any(difference => difference.Split == row.Split);

    private static void WriteDifferences(string split, DifferenceRow[] differences, Terminal terminal)
    {
        if (differences.Length == 0)
        {
            return;
        }

        string[] metrics = [.. differences.GroupBy(row => row.Against).MaxBy(rival => rival.Count())!.Select(row => row.Metric)];
        string level = (100 * differences[0].Level).ToString("F0", CultureInfo.InvariantCulture);
        terminal.Line();
        terminal.Table(
            [$"{split}: {differences[0].Model} minus ..., {level} % intervals", .. metrics.Select(Heading)],
            differences.GroupBy(row => row.Against).Select(rival => new[] { rival.Key }.Concat(metrics.Select(metric => Interval(rival, metric))).ToArray()));
    }

    private static void WriteCoverage(EvaluationDocument document, Terminal terminal)
    {
        if (document.Coverage.Count == 0)
        {
            return;
        }

        terminal.Line();
        terminal.Table(
            ["intervals", "customers", "level %", "coverage %", "mean width", "median width"],
            document.Coverage.Select(row => new[]
            {
                row.Group, $"{row.Rows}", Text(100 * row.Level, 0), Text(100 * row.Coverage, 1), Text(row.MeanWidth, 0), Text(row.MedianWidth, 0),
            }));
    }

    private static string Interval(IEnumerable<DifferenceRow> rival, string metric) =>
        rival.FirstOrDefault(row => row.Metric == metric) is { } row
            ? $"{Number(metric, row.Difference)} ({Number(metric, row.Low)} to {Number(metric, row.High)})"
            : "-";

    private static string Heading(string metric) => metric switch
    {
        MetricNames.MeanAbsoluteError => "MAE",
        MetricNames.RootMeanSquaredError => "RMSE",
        MetricNames.MeanAbsolutePercentageError => "MAPE %",
        MetricNames.RSquared => "R squared",
        MetricNames.Spearman => "Spearman",
        MetricNames.Gini => "Gini",
        MetricNames.TopDecileLift => "lift",
        MetricNames.TopDecileShare => "top 10 % hold",
        MetricNames.LogLoss => "log-loss",
        MetricNames.Brier => "Brier",
        MetricNames.Auc => "AUC",
        _ => metric,
    };

    private static string Number(string metric, double? value)
    {
        if (value is not { } number)
        {
            return "-";
        }

        return metric switch
        {
            MetricNames.MeanAbsoluteError or MetricNames.RootMeanSquaredError => Text(number, Math.Abs(number) < 100 ? 3 : 1),
            MetricNames.MeanAbsolutePercentageError => Text(number, 1),
            MetricNames.TopDecileLift => Text(number, 3),
            _ => Text(number, 4),
        };
    }

    private static string Text(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);
}
