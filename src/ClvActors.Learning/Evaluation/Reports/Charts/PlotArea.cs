using System.Xml.Linq;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>The rectangle that a plot of two quantities is drawn in, y upwards.</summary>
/// <param name="Left">Left edge, in units of the plot.</param>
/// <param name="Top">Upper edge.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Horizontal">Scale of x.</param>
/// <param name="Vertical">Scale of y.</param>
internal sealed record PlotArea(double Left, double Top, double Width, double Height, Scale Horizontal, Scale Vertical)
{
    /// <summary>Width of a plot that shares its row with two others.</summary>
    public const double PanelWidth = 380;

    /// <summary>Width of a plot that shares its row with one other.</summary>
    public const double LargeWidth = 460;

    private const double RightMargin = 20;
    private const double LeftMargin = 46;
    private const double TopMargin = 26;
    private const double BottomMargin = 42;

    /// <summary>The area that the labels of both axes leave in a plot.</summary>
    public static PlotArea In(double width, double height, Scale horizontal, Scale vertical) =>
        new(LeftMargin, TopMargin, width - LeftMargin - RightMargin, height - TopMargin - BottomMargin, horizontal, vertical);

    /// <summary>Where a finite x stands.</summary>
    public double X(double value) => Left + (Width * Horizontal.Fraction(value));

    /// <summary>Where a finite y stands.</summary>
    public double Y(double value) => Top + (Height * (1 - Vertical.Fraction(value)));

    /// <summary>Grid lines with their labels, and the names of the axes: y's above the plot, x's below.</summary>
    public IEnumerable<XElement> Frame(string horizontalTitle, string verticalTitle)
    {
        yield return Svg.Group(
            "axis y",
            Vertical.Ticks.SelectMany(tick => new[]
            {
                Svg.Line("grid", Left, Y(tick.Value), Left + Width, Y(tick.Value)),
                Svg.Text("end", Left - 6, Y(tick.Value) + 4, tick.Label),
            }).Append(Svg.Text("name", 4, 13, verticalTitle)));
        yield return Svg.Group(
            "axis x",
            Horizontal.Ticks.SelectMany(tick => new[]
            {
                Svg.Line("grid", X(tick.Value), Top, X(tick.Value), Top + Height),
                Svg.Text("middle", X(tick.Value), Top + Height + 16, tick.Label),
            }).Append(Svg.Text("name end", Left + Width, Top + Height + 35, horizontalTitle)));
    }

    /// <summary>Where both quantities are equal, over the range that both axes show.</summary>
    public XElement Diagonal()
    {
        double from = Math.Max(Horizontal.Low, Vertical.Low);
        double to = Math.Min(Horizontal.High, Vertical.High);
        return Svg.Line("reference", X(from), Y(from), X(to), Y(to));
    }
}
