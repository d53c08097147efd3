using System.Xml.Linq;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>Writes tables as HTML; wide ones scroll by themselves, their first column staying in sight.</summary>
internal static class HtmlTable
{
    private const int NarrowColumns = 5;
    private const int DenseColumns = 8;

    /// <summary>The table; null for null.</summary>
    public static XElement? Of(ReportTable? table, ModelStyles styles) => table is null
        ? null
        : Html.Element(
            "div",
            "table",
            table.Caption is null ? null : Html.Element("p", "note", table.Caption),
            Html.Element(
                "div",
                "scroll",
                new XAttribute("tabindex", 0),
                Html.Element(
                    "table",
                    table.Columns.Count >= DenseColumns ? "dense" : table.Columns.Count <= NarrowColumns ? "narrow" : null,
                    Html.Element("thead", null, Html.Element("tr", null, table.Columns.Select(Heading))),
                    table.Groups.Select(group => Group(table, group, styles)))));

    private static XElement Heading(ReportColumn column) => Html.Element("th", Class(column.Kind), new XAttribute("scope", "col"), column.Heading);

    private static XElement Group(ReportTable table, ReportRowGroup group, ModelStyles styles)
    {
        XElement? heading = group.Name is null
            ? null
            : Html.Element(
                "tr",
                "group",
                Html.Element(
                    "th",
                    "text",
                    new XAttribute("scope", "rowgroup"),
                    new XAttribute("colspan", table.Columns.Count),
                    Html.Element("span", null, group.Name, group.Remark is null ? null : Html.Element("small", null, group.Remark))));
        return Html.Element("tbody", null, heading, group.Rows.Select(row => Html.Element("tr", null, row.Select((cell, i) => Cell(cell, table.Columns[i], i, styles)))));
    }

    private static XElement Cell(ReportCell cell, ReportColumn column, int position, ModelStyles styles)
    {
        string? classes = string.Join(' ', new[] { Class(column.Kind), Class(cell) }.OfType<string>());
        object?[] content =
        [
            cell.Model is null ? null : Html.Element("i", "swatch " + styles.ClassesOf(cell.Model), new XAttribute("aria-hidden", "true")),
            cell.Text,
            cell.Tone == CellTone.Best ? Html.Element("span", "unseen", " (best)") : null,
            cell.Detail is null ? null : Html.Element("small", null, cell.Detail),
        ];
        return position == 0
            ? Html.Element("th", classes.Length == 0 ? null : classes, new XAttribute("scope", "row"), content)
            : Html.Element("td", classes.Length == 0 ? null : classes, content);
    }

    private static string? Class(ColumnKind kind) => kind switch { ColumnKind.Text => "text", ColumnKind.Wrapped => "wrapped", _ => null };

    private static string? Class(ReportCell cell) => cell.Tone switch { CellTone.Best => "best", CellTone.Better => "better", CellTone.Worse => "worse", _ => null };
}
