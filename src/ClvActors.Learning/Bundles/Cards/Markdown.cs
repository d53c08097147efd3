using System.Globalization;
using System.Text;

namespace ClvActors.Learning.Bundles.Cards;

/// <summary>Markdown text under construction: lines end in a line feed on every system, numbers are written the same everywhere.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new();

    public static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double value, int decimals) =>
        double.IsNaN(value) ? "-" : value.ToString("N" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>A number of any magnitude in so many digits.</summary>
    public static string Digits(double value, int digits) =>
        double.IsNaN(value) ? "-" : value.ToString("G" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    public static string Percent(double share) => Number(100 * share, 1);

    public void Line(string line) => _text.Append(line).Append('\n');

    public void Heading(string heading) => _text.Append("\n## ").Append(heading).Append("\n\n");

    /// <summary>The head of a table; the first column is text, the others are numbers.</summary>
    public void Table(params ReadOnlySpan<string> columns)
    {
        Row(columns);
        _text.Append('|');
        for (int column = 0; column < columns.Length; column++)
        {
            _text.Append(column == 0 ? " --- |" : " ---: |");
        }

        _text.Append('\n');
    }

    public void Row(params ReadOnlySpan<string> cells)
    {
        _text.Append('|');
        foreach (string cell in cells)
        {
            _text.Append(' ').Append(cell).Append(" |");
        }

        _text.Append('\n');
    }

    public override string ToString() => _text.ToString();
}
