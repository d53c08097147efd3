using System.Globalization;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>How the parameters of each model were found.</summary>
internal static class TuningTable
{
    /// <summary>The table.</summary>
    /// <returns>Null when nothing was tuned.</returns>
    public static ReportTable? Of(EvaluationDocument document)
    {
        if (document.Tuning.Count == 0)
        {
            return null;
        }

        int decimals = NumberText.DecimalsFor(document.Tuning.Select(row => row.BestLoss));
        return ReportTable.Flat(
            "Losses are cross-validated on training rows only and comparable within a model's own search.",
            [
                new("Model", ColumnKind.Text),
                new("Trials"),
                new("Seconds"),
                new("Best loss"),
                new("Best parameters", ColumnKind.Wrapped),
                new("All trials", ColumnKind.Text),
            ],
            document.Tuning.Select(row => (IReadOnlyList<ReportCell>)
            [
                ReportCell.OfModel(row.Model),
                new(NumberText.Count(row.Trials)),
                new(NumberText.Fixed(row.Seconds, 1)),
                new(NumberText.Fixed(row.BestLoss, decimals)),
                new(row.BestParameters.Count == 0
                    ? NumberText.Missing
                    : string.Join(", ", row.BestParameters.Select(parameter => $"{parameter.Key} = {Value(parameter.Value)}"))),
                new(row.TrialsFile ?? NumberText.Missing),
            ]));
    }

    /// <summary>A number with as many digits as are read; the trials' table has them all.</summary>
    private static string Value(string parameter) =>
        double.TryParse(parameter, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? NumberText.General(number) : parameter;
}
