namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Kind">How it is set.</param>
internal sealed record ReportColumn(string Heading, ColumnKind Kind = ColumnKind.Number);
