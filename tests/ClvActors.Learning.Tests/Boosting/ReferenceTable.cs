using System.Globalization;

namespace ClvActors.Learning.Tests.Boosting;

/// <summary>A golden CSV of numbers and words without quotes.</summary>
internal sealed class ReferenceTable
{
    private readonly string[][] _rows;

    private ReferenceTable(string[] header, string[][] rows)
    {
        Header = header;
        _rows = rows;
    }

    public string[] Header { get; }

    public int Rows => _rows.Length;

    public static ReferenceTable Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        return new ReferenceTable(lines[0].Split(','), [.. lines.Skip(1).Where(line => line.Length > 0).Select(line => line.Split(','))]);
    }

    public string Text(int row, string column) => _rows[row][Array.IndexOf(Header, column)];

    public double[] Numbers(string column)
    {
        int index = Array.IndexOf(Header, column);
        return [.. _rows.Select(row => double.Parse(row[index], CultureInfo.InvariantCulture))];
    }

    public double[] RowOf(int row, IEnumerable<string> columns) =>
        [.. columns.Select(column => double.Parse(Text(row, column), CultureInfo.InvariantCulture))];
}
