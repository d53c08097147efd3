namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>Rows of a table that belong together.</summary>
/// <param name="Name">Name of the group; null in a table without groups.</param>
/// <param name="Rows">Rows, each with a cell per column.</param>
/// <param name="Remark">What stands after the name in smaller type; null for nothing.</param>
internal sealed record ReportRowGroup(string? Name, IReadOnlyList<IReadOnlyList<ReportCell>> Rows, string? Remark = null);
