using System.Globalization;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Output;
using ClvActors.Learning.Evaluation.Tuning;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>The table of a search's trials: <c>trial</c>, the parameters, <c>loss,mae,spearman,seconds</c> and <c>training_rows</c>, a fingerprint of what was searched on.</summary>
/// <remarks>It is written anew and as a whole after each few trials, so an interruption leaves complete rows and a search can go on from them.</remarks>
internal sealed class TrialFile
{
    private const string FingerprintColumn = "training_rows";
    private static readonly string[] FigureColumns = ["loss", "mae", "spearman", "seconds"];

    private readonly string _path;
    private readonly ContenderFamily _family;
    private readonly string _fingerprint;

    /// <summary>Names a file.</summary>
    /// <param name="path">The CSV file; it need not exist.</param>
    /// <param name="family">What is searched.</param>
    /// <param name="fingerprint">Fingerprint of the training rows.</param>
    public TrialFile(string path, ContenderFamily family, string fingerprint)
    {
        _path = path;
        _family = family;
        _fingerprint = fingerprint;
    }

    /// <summary>Name of the file without its folder.</summary>
    public string Name => Path.GetFileName(_path);

    /// <summary>Reads the trials of an earlier search; none when there is no file.</summary>
    /// <param name="search">The search that is to go on.</param>
    /// <exception cref="WrongInputException">The file is no table of trials, or one of another search; one line.</exception>
    public IReadOnlyList<Trial> Read(RandomSearch search)
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        using CsvTable table = CsvTable.Open(_path);
        string[] names = [.. _family.Ranges.Select(range => range.Name)];
        int[] columns = table.Find(["trial", .. names, .. FigureColumns, FingerprintColumn]);
        List<Trial> trials = [];
        while (table.Read())
        {
            double[] numbers = [.. columns[..^1].Select(column => Number(table, column))];
            OrderedDictionary<string, double> parameters = [];
            for (int at = 0; at < names.Length; at++)
            {
                parameters.Add(names[at], numbers[at + 1]);
            }

            Trial trial = new((int)numbers[0], parameters, numbers[^4], numbers[^3], numbers[^2], numbers[^1]);
            if (table.Text(columns[^1]) != _fingerprint || !search.Makes(trial) || trials.Any(other => other.Number == trial.Number))
            {
                throw table.Wrong("is a trial of another search (other customers, seed or parameters): name another file or remove this one");
            }

            trials.Add(trial);
        }

        return trials;
    }

    /// <summary>Writes all trials so far, in the place of an earlier file.</summary>
    /// <exception cref="WrongInputException">The file cannot be written.</exception>
    public void Write(IReadOnlyList<Trial> trials)
    {
        using OutputFile file = OutputFile.Create(_path);
        CsvRow.WriteHeader(file.Text, ["trial", .. _family.Ranges.Select(range => range.Name), .. FigureColumns, FingerprintColumn]);
        foreach (Trial trial in trials)
        {
            double[] numbers = [trial.Number, .. _family.Ranges.Select(range => trial.Parameters[range.Name]), trial.Loss, trial.MeanAbsoluteError, trial.Spearman, trial.Seconds];
            file.Text.Write(string.Join(',', numbers.Select(Text)));
            file.Text.Write($",{_fingerprint}\n");
        }

        file.Complete();
    }

    // A trial that failed has an infinite loss and no figures: empty fields.
    private static string Text(double number) => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "";

    private static double Number(CsvTable table, int column)
    {
        double number = table.Number(column);
        return double.IsNaN(number) && table.Header[column] == FigureColumns[0] ? double.PositiveInfinity : number;
    }
}
