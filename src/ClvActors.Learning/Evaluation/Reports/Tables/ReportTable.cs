namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>A table of a report, to be written as HTML or as Markdown.</summary>
/// <param name="Caption">What it shows, a sentence or two; null where the heading above it says so.</param>
/// <param name="Columns">Its columns; the first names the row.</param>
/// <param name="Groups">Its rows, at least one group.</param>
/// <param name="GroupHeading">What the names of groups are; null in a table without groups.</param>
internal sealed record ReportTable(
    string? Caption, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<ReportRowGroup> Groups, string? GroupHeading = null)
{
    /// <summary>A table without groups.</summary>
    public static ReportTable Flat(string? caption, IReadOnlyList<ReportColumn> columns, IEnumerable<IReadOnlyList<ReportCell>> rows) =>
        new(caption, columns, [new ReportRowGroup(null, [.. rows])]);
}
