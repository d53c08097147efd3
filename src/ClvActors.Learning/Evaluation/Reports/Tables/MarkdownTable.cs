using System.Text;

namespace ClvActors.Learning.Evaluation.Reports.Tables;

/// <summary>Writes tables as GitHub's Markdown; the name of a group stands in a first column, on the first row of the group.</summary>
internal static class MarkdownTable
{
    /// <summary>The table with its caption and a blank line after it; nothing for null.</summary>
    public static string Of(ReportTable? table)
    {
        if (table is null)
        {
            return "";
        }

        StringBuilder text = new();
        if (table.Caption is not null)
        {
            text.Append(MarkdownText.Escape(table.Caption)).Append("\n\n");
        }

        bool grouped = table.GroupHeading is not null;
        IEnumerable<string> headings = table.Columns.Select(column => MarkdownText.Escape(column.Heading));
        IEnumerable<string> rules = table.Columns.Select(column => column.Kind == ColumnKind.Number ? "---:" : "---");
        Line(text, grouped ? headings.Prepend(MarkdownText.Escape(table.GroupHeading!)) : headings);
        Line(text, grouped ? rules.Prepend("---") : rules);
        foreach (ReportRowGroup group in table.Groups)
        {
            string name = MarkdownText.Escape(group.Remark is null ? group.Name ?? "" : $"{group.Name} ({group.Remark})");
            foreach (IReadOnlyList<ReportCell> row in group.Rows)
            {
                IEnumerable<string> cells = row.Select(Cell);
                Line(text, grouped ? cells.Prepend(name) : cells);
                name = "";
            }
        }

        return text.Append('\n').ToString();
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Cell(ReportCell cell)
    {
        string text = MarkdownText.Escape(cell.Text);
        string shown = cell.Tone == CellTone.Plain ? text : $"**{text}**";
        return cell.Detail is null ? shown : $"{shown} ({MarkdownText.Escape(cell.Detail)})";
    }
}
