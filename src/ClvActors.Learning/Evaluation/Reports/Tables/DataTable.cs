using System.Globalization;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>The data behind an evaluation, by which it can be told whether a repetition used the same.</summary>
internal static class DataTable
{
    /// <summary>The table.</summary>
    public static ReportTable Of(EvaluationDocument document)
    {
        DataFingerprint data = document.Data;
        (string Field, string Value)[] rows =
        [
            ("File", data.File),
            ("SHA-256", data.Sha256),
            ("Lines", $"{NumberText.Count(data.Lines)} read, {NumberText.Count(data.KeptLines)} kept"),
            ("Customers", NumberText.Count(data.Customers)),
            ("Purchases", $"{Iso(data.FirstDate)} to {Iso(data.LastDate)}"),
            ("Written by", document.CreatedBy),
            ("Machine", document.Machine ?? NumberText.Missing),
        ];
        return ReportTable.Flat(
            null,
            [new("Field", ColumnKind.Text), new("Value", ColumnKind.Wrapped)],
            rows.Select(row => (IReadOnlyList<ReportCell>)[new(row.Field), new(row.Value)]));
    }

    /// <summary>A date as year, month and day.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
