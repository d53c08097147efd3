using System.Globalization;

namespace ClvActors.CommandLine.Tests;

/// <summary>A CSV file without quotes, read plainly.</summary>
internal sealed class CsvFile
{
    private readonly string[][] _rows;

    private CsvFile(string[] header, string[][] rows)
    {
        Header = header;
        _rows = rows;
    }

    public string[] Header { get; }

    public int Rows => _rows.Length;

    public static CsvFile Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        return new CsvFile(lines[0].Split(','), [.. lines.Skip(1).Select(line => line.Split(','))]);
    }

    public string[] Texts(string column) => [.. _rows.Select(row => row[Array.IndexOf(Header, column)])];

    public double[] Numbers(string column) => [.. Texts(column).Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
}
