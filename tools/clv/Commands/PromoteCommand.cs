using System.CommandLine;
using System.Globalization;
using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.CommandLine.Training;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

namespace ClvActors.CommandLine.Commands;

/// <summary><c>clv promote</c>: makes a candidate the champion if it is better beyond noise.</summary>
internal sealed class PromoteCommand
{
    private const double StandardConfidence = 0.95;

    private readonly Option<string> _models = CommonOptions.Models();
    private readonly Option<string> _candidate = new("--candidate") { Description = "Id of the bundle that may replace the champion.", HelpName = "ID", Required = true };
    private readonly Option<string?> _data = new("--data")
    {
        Description = "Transactions to compare on: a .csv, .csv.gz or UCI .xlsx file in the Online Retail II layout. Only --force can do without.",
        HelpName = "FILE",
    };

    private readonly Option<DateOnly?> _asOf = CommonOptions.NewestAsOf("As-of date of the features that both bundles are compared on.");
    private readonly Option<double> _confidence = CommonOptions.Share("--confidence", "Confidence level of the intervals.", StandardConfidence);
    private readonly Option<string?> _split = new("--split") { Description = "The split file that the bundles were trained with, if they were; its test customers are the common holdout.", HelpName = "CSV" };
    private readonly Option<string?> _force = new("--force") { Description = "Promote whatever the comparison says, for this reason, which is recorded. The first champion is named with it.", HelpName = "REASON" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Compare and decide, and change nothing." };
    private readonly Option<bool> _strict = CommonOptions.Strict();
    private readonly Option<string> _zone = CommonOptions.TimeZone();

    public static VerbCommand Create()
    {
        PromoteCommand promote = new();
        VerbCommand command = new(
            "promote",
            $"Compares a candidate with the champion on customers that are new to both, and makes it the champion if its mean absolute error is better beyond noise while nothing else is worse. Exit code {ExitCodes.NotPromoted}: not promoted.",
            "clv promote --models models --candidate clv-12m-20101130-1 --data online_retail_II.csv.gz",
            "clv promote --models models --candidate clv-12m --force \"first champion\"")
        {
            promote._models, promote._candidate, promote._data, promote._asOf, promote._confidence, promote._split, promote._force, promote._dryRun, promote._strict, promote._zone,
        };
        return command.Does(promote.Run);
    }

    private int Run(ParseResult values, Terminal terminal, CancellationToken cancellation)
    {
        string models = values.GetRequiredValue(_models);
        string id = values.GetRequiredValue(_candidate);
        string? force = values.GetValue(_force);
        CheckArguments(values, id, force);
        ChampionPointer? pointer = ChampionFile.Find(models);
        if (pointer is null && force is null)
        {
            throw new WrongInputException($"{ChampionFile.PathIn(models)}: no such file, there is no champion to compare with; name the first one with --force REASON");
        }

        ModelBundle candidate = OpenCandidate(models, id);
        if (pointer?.Champion.Fingerprint == candidate.Fingerprint)
        {
            terminal.Line($"not promoted: {id} is the champion already");
            return ExitCodes.NotPromoted;
        }

        // A forced promotion is the way out when the champion's own bundle is gone or broken: then there is nothing to compare with.
        ModelBundle? champion = pointer is null || values.GetValue(_data) is null ? null : ChampionFile.Open(models, pointer.Champion);
        PromotionEvidence? evidence = champion is null ? null : Compare(values, champion, candidate, terminal, cancellation);
        if (evidence is { IsBetter: false } && force is null)
        {
            terminal.Line($"not promoted: {id} is {evidence.Reason}; {champion!.Id} stays");
            return ExitCodes.NotPromoted;
        }

        ChampionRecord record = new()
        {
            Bundle = id,
            Fingerprint = candidate.Fingerprint,
            PromotedAt = terminal.Time.GetUtcNow(),
            Command = TypedCommand.Of(values),
            Replaced = pointer?.Champion.Bundle,
            ForcedBecause = force,
            Evidence = evidence,
        };
        bool isDryRun = values.GetValue(_dryRun);
        if (!isDryRun)
        {
            ChampionFile.Replace(models, pointer, pointer?.Promote(record) ?? ChampionPointer.First(record));
        }

        string reason = force is null ? $"is {evidence!.Reason}" : evidence is null ? $"forced: {force}" : $"forced: {force} (it is {evidence.Reason})";
        string replaced = pointer is null ? "" : $", replaces {pointer.Champion.Bundle}";
        terminal.Line($"{(isDryRun ? "would be promoted" : "promoted")}: {id}{replaced}; {reason}");
        return ExitCodes.Success;
    }

    private void CheckArguments(ParseResult values, string id, string? force)
    {
        if (!BundleManifest.IsValidId(id))
        {
            throw new WrongArgumentsException($"--candidate: '{id}' is not a name of small letters, digits, '-', '_' and '.'.");
        }

        if (force is not null && string.IsNullOrWhiteSpace(force))
        {
            throw new WrongArgumentsException("--force: say why.");
        }

        if (force is null && values.GetValue(_data) is null)
        {
            throw new WrongArgumentsException("Option '--data' is required.");
        }
    }

    private static ModelBundle OpenCandidate(string models, string id)
    {
        string folder = Path.Combine(models, id);
        if (!Directory.Exists(folder))
        {
            throw new WrongInputException($"{folder}: no such bundle");
        }

        ModelBundle bundle = ModelBundle.Load(folder);
        return bundle.Id == id ? bundle : throw new WrongInputException($"{folder}: holds the bundle {bundle.Id}, name the folder after it");
    }

    private PromotionEvidence Compare(ParseResult values, ModelBundle champion, ModelBundle candidate, Terminal terminal, CancellationToken cancellation)
    {
        KnownSplit? split = values.GetValue(_split) is { } path
            ? new KnownSplit(SplitFile.Sha256Of(path), SplitFile.ReadRows(path).Where(row => row.IsTest).Select(row => row.Customer).ToHashSet())
            : null;
        string file = values.GetValue(_data)!;
        CleanedLines cleaned = CleanedLines.Read(
            file, TimeZoneInfo.FindSystemTimeZoneById(values.GetRequiredValue(_zone)), values.GetValue(_strict), terminal, cancellation);
        DateOnly last = cleaned.Lines.Purchases.Select(line => line.Date).DefaultIfEmpty().Max();
        if (last == default)
        {
            throw new WrongInputException($"{file}: holds no purchases");
        }

        ComparisonData data = new(cleaned.Lines, SplitFile.Sha256Of(file), last);
        Holdout holdout = Holdout.Choose(data, champion.Manifest, candidate.Manifest, values.GetValue(_asOf), split);
        terminal.Line($"Holdout: {holdout.Description}");
        PromotionEvidence evidence = BundleComparison.Compare(holdout, champion, candidate, data, values.GetValue(_confidence), cancellation: cancellation);
        terminal.Line();
        terminal.Table(
            ["metric", champion.Id, candidate.Id, "difference", string.Create(CultureInfo.InvariantCulture, $"{100 * evidence.Confidence:0.##} % interval"), "verdict"],
            evidence.Metrics.Select(metric => new[]
            {
                metric.Metric, Number(metric, metric.Champion), Number(metric, metric.Candidate), Number(metric, metric.Difference), $"{Number(metric, metric.Lower)} to {Number(metric, metric.Upper)}", VerdictOf(metric),
            }));
        terminal.Line();
        return evidence;
    }

    private static string VerdictOf(MetricComparison metric) => metric.Verdict switch
    {
        ComparisonVerdict.Better => "better",
        ComparisonVerdict.Worse => "worse",
        _ => "within noise",
    };

    // Errors are money.
    private static string Number(MetricComparison metric, double value) =>
        double.IsNaN(value) ? "-" : value.ToString(metric.Metric is "mae" or "rmse" ? "F2" : "F4", CultureInfo.InvariantCulture);
}
