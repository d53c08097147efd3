using System.Xml.Linq;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>A plot with a named row per model, feature or group and one quantity along x.</summary>
internal sealed class RowPlot
{
    private const double RightMargin = 20;
    private const double BottomMargin = 42;

    // Sizes of labels in the style sheet; mean advances, in ems, in DejaVu Sans, the widest of the page's fonts.
    private const double PanelSize = 11.5;
    private const double LargeSize = 13;
    private const double CapitalWidth = 0.75;
    private const double CharacterWidth = 0.61;
    private const double LabelMargin = 14;
    private const double LineHeight = 11.5;
    private const string Cut = "…";
    private const double LeastLabelWidth = 42;
    private const int MostCharacters = 22;

    /// <summary>Lays out rows.</summary>
    /// <param name="labels">Names of the rows, from the top.</param>
    /// <param name="width">Width of the whole plot.</param>
    /// <param name="rowHeight">Height of a row.</param>
    /// <param name="scale">Scale of the quantity.</param>
    /// <param name="topMargin">Room above the rows.</param>
    public RowPlot(IReadOnlyList<string> labels, double width, double rowHeight, Scale scale, double topMargin = 8)
    {
        Labels = labels;
        RowHeight = rowHeight;
        Scale = scale;
        Top = topMargin;
        Left = LabelWidth(labels, width);
        Right = width - RightMargin;
    }

    /// <summary>Names of the rows.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Height of a row.</summary>
    public double RowHeight { get; }

    /// <summary>Scale of the quantity.</summary>
    public Scale Scale { get; }

    /// <summary>Upper edge of the first row.</summary>
    public double Top { get; }

    /// <summary>Left edge of the rows, right of their names.</summary>
    public double Left { get; }

    /// <summary>Right edge of the rows.</summary>
    public double Right { get; }

    /// <summary>Lower edge of the last row.</summary>
    public double Bottom => Top + (RowHeight * Labels.Count);

    /// <summary>Height of the whole plot.</summary>
    public double Height => Bottom + BottomMargin;

    /// <summary>Width that the longest name takes, on two lines or cut where it is overlong.</summary>
    /// <param name="labels">The names.</param>
    /// <param name="width">Width of the whole plot.</param>
    public static double LabelWidth(IEnumerable<string> labels, double width) =>
        LabelMargin + labels
            .SelectMany(Lines)
            .Select(line => line.Sum(c => char.IsUpper(c) ? CapitalWidth : CharacterWidth) * (width > PlotArea.PanelWidth ? LargeSize : PanelSize))
            .Append(LeastLabelWidth - LabelMargin)
            .Max();

    /// <summary>Names of rows at the left of an area; one that is cut shows the whole under the pointer.</summary>
    public static IEnumerable<XElement> Names(IReadOnlyList<string> labels, double right, Func<int, double> centre) => labels.SelectMany((label, row) =>
    {
        string[] lines = [.. Lines(label)];
        double first = centre(row) + 4 - (LineHeight * (lines.Length - 1) / 2);
        IEnumerable<XElement> whole = lines[^1].EndsWith(Cut, StringComparison.Ordinal) && !label.EndsWith(Cut, StringComparison.Ordinal) ? [Svg.Tooltip(label)] : [];
        return lines.Select((line, i) => Svg.Text("end", right - 8, first + (LineHeight * i), line, whole));
    });

    /// <summary>A name on one line, or on two if it has a blank to be broken at.</summary>
    private static IEnumerable<string> Lines(string label)
    {
        int blank = label.Length > MostCharacters ? label.LastIndexOf(' ', MostCharacters) : -1;
        return blank > 0 ? [label[..blank], Shortened(label[(blank + 1)..])] : [Shortened(label)];
    }

    private static string Shortened(string line) => line.Length > MostCharacters ? string.Concat(line.AsSpan(0, MostCharacters - 1), Cut) : line;

    /// <summary>Middle of a row.</summary>
    public double Centre(int row) => Top + (RowHeight * (row + 0.5));

    /// <summary>Where a finite value stands.</summary>
    public double X(double value) => Left + ((Right - Left) * Scale.Fraction(value));

    /// <summary>Grid lines, the names of the rows and of the axis.</summary>
    public IEnumerable<XElement> Frame(string title)
    {
        yield return Svg.Group("axis y", Names(Labels, Left, Centre));
        yield return Svg.Group(
            "axis x",
            Scale.Ticks.SelectMany(tick => new[]
            {
                Svg.Line("grid", X(tick.Value), Top, X(tick.Value), Bottom),
                Svg.Text("middle", X(tick.Value), Bottom + 16, tick.Label),
            }).Append(Svg.Text("name end", Right, Bottom + 35, title)));
    }

    /// <summary>A line across all rows at a value.</summary>
    public XElement Reference(double value) => Svg.Line("reference", X(value), Top, X(value), Bottom);
}
