using System.Globalization;

namespace ClvActors.Learning.Tuning;

/// <summary>Writes trials as a table for people and for spreadsheets.</summary>
public static class TrialTable
{
    /// <summary>Writes all trials in their order as CSV with a header: trial, mean_loss, standard_error, fold_0 and so on, seconds, then the parameters.</summary>
    /// <param name="writer">Where to; lines end in a line feed.</param>
    /// <param name="trials">The trials, all with the same folds and parameters.</param>
    public static void WriteCsv(TextWriter writer, IReadOnlyList<Trial> trials)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.Count == 0)
        {
            return;
        }

        string[] names = [.. trials[0].Parameters.Names];
        IEnumerable<string> folds = Enumerable.Range(0, trials[0].FoldLosses.Count).Select(fold => $"fold_{fold}");
        WriteLine(["trial", "mean_loss", "standard_error", .. folds, "seconds", .. names]);
        foreach (Trial trial in trials)
        {
            WriteLine(
            [
                Text(trial.Number),
                Text(trial.MeanLoss),
                Text(trial.StandardError),
                .. trial.FoldLosses.Select(Text),
                Text(trial.Seconds),
                .. names.Select(trial.Parameters.Text),
            ]);
        }

        void WriteLine(IEnumerable<string> fields)
        {
            writer.Write(string.Join(',', fields.Select(Quote)));
            writer.Write('\n');
        }
    }

    /// <summary>Writes the best trials, best first, as a markdown table.</summary>
    /// <param name="writer">Where to; lines end in a line feed.</param>
    /// <param name="trials">The trials, all with the same parameters.</param>
    /// <param name="rows">Most rows of the table, at least 1.</param>
    public static void WriteMarkdown(TextWriter writer, IReadOnlyList<Trial> trials, int rows = 10)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (trials.Count == 0)
        {
            return;
        }

        string[] names = [.. trials[0].Parameters.Names];
        WriteLine(["trial", "mean loss", "standard error", .. names]);
        WriteLine(["---:", "---:", "---:", .. names.Select(_ => "---:")]);

        // A mean that is not a number sorts before all numbers, but is the worst.
        foreach (Trial trial in trials.OrderBy(trial => double.IsNaN(trial.MeanLoss)).ThenBy(trial => trial.MeanLoss).ThenBy(trial => trial.Number).Take(rows))
        {
            WriteLine([Text(trial.Number), Short(trial.MeanLoss), Short(trial.StandardError), .. names.Select(name => Shorten(trial.Parameters.Text(name)))]);
        }

        void WriteLine(IEnumerable<string> cells)
        {
            writer.Write($"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |");
            writer.Write('\n');
        }
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Shorten(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number.ToString("G4", CultureInfo.InvariantCulture) : value;

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(",\"\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
