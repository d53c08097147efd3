using System.CommandLine;
using ClvActors.CommandLine.Evaluation;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Backtesting;
using ClvActors.Learning.Evaluation.Contenders;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv backtest</c>: chooses the windows of history and horizon that predict best.</summary>
internal static class BacktestCommand
{
    public static VerbCommand Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<int> folds = CommonOptions.WholeNumber("--folds", "Folds of the cross-validation.", 5, BacktestOptions.FewestFolds, BacktestOptions.MostFolds);
        Option<int> seed = CommonOptions.WholeNumber("--seed", "Seed of the folds and the fits.", 42, 0);
        Option<int> threads = EvaluationArguments.Threads();
        Option<string> output = CommonOptions.Out($"The folder to write {BacktestReport.JsonName} and {BacktestReport.MarkdownName} to; files of an earlier backtest are replaced.", "DIR");
        Option<bool> strict = CommonOptions.Strict();
        Option<string> zone = CommonOptions.TimeZone();
        VerbCommand command = new(
            "backtest",
            "Tries histories of 3 to 18 months for horizons of 3, 6 and 12, each at the newest date that the data covers, and ranks them by a score; skips what the data cannot support and says why.",
            "clv backtest --data online_retail_II.csv.gz --out backtest")
        {
            data, folds, seed, threads, output, strict, zone,
        };
        return command.Does((values, terminal, cancellation) =>
        {
            string folder = values.GetRequiredValue(output);
            if (File.Exists(folder))
            {
                throw new WrongInputException($"{folder}: is a file, expected a folder");
            }

            BacktestOptions options = new() { Folds = values.GetValue(folds), Seed = values.GetValue(seed), Threads = values.GetValue(threads) };
            ShopData shop = ShopData.Read(values.GetRequiredValue(data), values.GetRequiredValue(zone), values.GetValue(strict), terminal, cancellation);
            IReadOnlyList<BacktestRow> rows = terminal.WithProgress(
                "Backtesting", report => WindowBacktest.Run(shop.Cleaned.Lines, shop.Fingerprint, options, report, cancellation));
            Write(new BacktestDocument(
                BacktestDocument.CurrentFormatVersion,
                shop.Fingerprint,
                ContenderNames.Champion,
                CompositeScore.Name,
                options.Folds,
                options.Seed,
                options.FewestCustomers,
                options.LeastShareOfBase,
                EvaluationArguments.CommandLine(values),
                EvaluationOutput.CreatedBy,
                EvaluationOutput.Machine,
                rows), folder, terminal);
        });
    }

    private static void Write(BacktestDocument document, string folder, Terminal terminal)
    {
        terminal.Line();
        terminal.Table(BacktestReport.RankingHeadings, BacktestReport.Ranking(document.Rows));
        IReadOnlyList<string>[] skipped = [.. BacktestReport.Skipped(document.Rows)];
        if (skipped.Length > 0)
        {
            terminal.Line();
            terminal.Table(BacktestReport.SkippedHeadings, skipped);
        }

        terminal.Line();
        terminal.Line($"Score: {document.Score}");
        terminal.Line(BacktestReport.Winner(document.Rows));
        if (document.Rows.All(row => row.Figures is null))
        {
            throw new WrongInputException($"{document.Data.File}: supports none of the {document.Rows.Count} pairs of windows, nothing was written");
        }

        BacktestReport.Write(document, folder);
        terminal.Line($"Wrote {BacktestReport.JsonName} and {BacktestReport.MarkdownName} to {folder}");
    }
}
