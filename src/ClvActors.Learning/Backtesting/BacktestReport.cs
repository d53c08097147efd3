using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ClvActors.Learning.Evaluation.Reports;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Backtesting;

/// <summary>The tables of a backtest, and its files.</summary>
/// <remarks>Stateless; safe on any thread.</remarks>
public static class BacktestReport
{
    /// <summary>Name of the document's file.</summary>
    public const string JsonName = "backtest.json";

    /// <summary>Name of the text's file.</summary>
    public const string MarkdownName = "backtest.md";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Headings of the ranking.</summary>
    public static IReadOnlyList<string> RankingHeadings { get; } =
        ["rank", "history", "horizon", "as of", "customers", "MAE", "naive MAE", "RMSE", "Spearman", "Gini", "lift", "score", "+-"];

    /// <summary>Headings of the skipped pairs.</summary>
    public static IReadOnlyList<string> SkippedHeadings { get; } = ["history", "horizon", "as of", "skipped because"];

    /// <summary>The ranking, best first; one text per heading.</summary>
    public static IEnumerable<IReadOnlyList<string>> Ranking(IReadOnlyList<BacktestRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (BacktestRow row in rows)
        {
            if (row.Figures is { } figures)
            {
                yield return
                [
                    $"{row.Rank}", Months(row.HistoryMonths), Months(row.HorizonMonths), Date(row.AsOf), $"{row.Customers}",
                    NumberText.Fixed(figures.MeanAbsoluteError, 1), NumberText.Fixed(figures.NaiveMeanAbsoluteError, 1), NumberText.Fixed(figures.RootMeanSquaredError, 1),
                    NumberText.Fixed(figures.Spearman, 3), NumberText.Fixed(figures.Gini, 3), NumberText.Fixed(figures.TopDecileLift, 2),
                    NumberText.Fixed(figures.Score, 4), NumberText.Fixed(figures.ScoreDeviation, 4),
                ];
            }
        }
    }

    /// <summary>The skipped pairs; one text per heading.</summary>
    public static IEnumerable<IReadOnlyList<string>> Skipped(IReadOnlyList<BacktestRow> rows) =>
        rows.Where(row => row.SkipReason is not null).Select(row => (IReadOnlyList<string>)
            [Months(row.HistoryMonths), Months(row.HorizonMonths), Date(row.AsOf), row.SkipReason!]);

    /// <summary>The winner in a sentence, with how many others its lead does not stand out from.</summary>
    public static string Winner(IReadOnlyList<BacktestRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Count == 0 || rows[0].Figures is not { } best)
        {
            return "No pair of windows is supported by the data.";
        }

        int close = rows.Skip(1).Count(row => row.Figures is { } figures && figures.Score >= best.Score - best.ScoreDeviation);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Best: {rows[0].HistoryMonths} months of history for a horizon of {rows[0].HorizonMonths} months, score {best.Score:F4}; {close} other {(close == 1 ? "pair lies" : "pairs lie")} within the standard deviation of its folds.");
    }

    /// <summary>Writes the document and its tables as text, replacing those of an earlier backtest: both, or neither.</summary>
    /// <param name="document">The document.</param>
    /// <param name="directory">The folder, made where it is missing. Other files in it stay.</param>
    /// <exception cref="IOException">The disk refuses; the files are as they were before.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written; the files are as they were before.</exception>
    public static void Write(BacktestDocument document, string directory)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentException.ThrowIfNullOrEmpty(directory);
        FileReplacement.Write(
            directory,
            [(JsonName, [.. JsonSerializer.SerializeToUtf8Bytes(document, Json), (byte)'\n']), (MarkdownName, Encoding.UTF8.GetBytes(Markdown(document)))]);
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="JsonException">The text is no document of a backtest.</exception>
    public static BacktestDocument Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize<BacktestDocument>(utf8, Json) ?? throw new JsonException("is not a backtest");

    private static string Markdown(BacktestDocument document)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Windows of {MarkdownText.Escape(document.Data.File)}\n\n{Winner(document.Rows)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Model: {document.Model}; {document.Folds}-fold cross-validation, seed {document.Seed}; figures are means over the folds. ");
        text.Append(CultureInfo.InvariantCulture, $"Score: {document.Score}; its last column is the standard deviation over the folds. ");
        text.Append("Each pair is judged on its own customers, those with at least two purchases in its history: a score says how well the pair can be predicted. ");
        text.Append(CultureInfo.InvariantCulture, $"Skipped are pairs with fewer than {document.FewestCustomers} of them or under {100 * document.LeastShareOfBase:0.##} % of all {document.Data.Customers} customers.\n\n");
        Table(text, RankingHeadings, [.. Ranking(document.Rows)]);
        Table(text, SkippedHeadings, [.. Skipped(document.Rows)]);
        text.Append(CultureInfo.InvariantCulture, $"`{document.Command}`\n\n{document.CreatedBy}, {document.Machine}; data {document.Data.Sha256}\n");
        return text.ToString();
    }

    private static void Table(StringBuilder text, IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (rows.Count > 0)
        {
            text.Append(MarkdownTable.Of(ReportTable.Flat(
                null,
                [.. headings.Select(heading => new ReportColumn(heading))],
                rows.Select(row => (IReadOnlyList<ReportCell>)[.. row.Select(cell => new ReportCell(cell))]))));
        }
    }

    private static string Months(int months) => $"{months} mo";

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
