using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace ClvActors.Learning.Evaluation.Reports.Charts;

/// <summary>The SVG elements that plots are made of; colours and fonts come from the page's style sheet by class.</summary>
internal static class Svg
{
    /// <summary>The namespace of SVG.</summary>
    public static XNamespace Namespace { get; } = "http://www.w3.org/2000/svg";

    /// <summary>A whole plot, named and described for those who do not see it.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="width">Width in its own units; on the page it takes the width of its place.</param>
    /// <param name="height">Height in the same units.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="description">What is to be seen, in words.</param>
    /// <param name="content">Its elements.</param>
    public static XElement Chart(string id, double width, double height, string title, string description, params IEnumerable<XElement> content) =>
        Element(
            "svg",
            null,
            new XAttribute("viewBox", $"0 0 {Number(width)} {Number(height)}"),
            new XAttribute("role", "img"),
            new XAttribute("aria-labelledby", $"{id}-title {id}-desc"),
            Element("title", null, new XAttribute("id", id + "-title"), title),
            Element("desc", null, new XAttribute("id", id + "-desc"), description),
            content);

    /// <summary>Elements that belong together.</summary>
    public static XElement Group(string? classes, params IEnumerable<XElement> content) => Element("g", classes, content);

    /// <summary>What a pointer over a group or shape shows.</summary>
    public static XElement Tooltip(string text) => Element("title", null, text);

    /// <summary>A straight line.</summary>
    public static XElement Line(string classes, double x1, double y1, double x2, double y2) =>
        Element("line", classes, At("x1", x1), At("y1", y1), At("x2", x2), At("y2", y2));

    /// <summary>A disc.</summary>
    public static XElement Circle(string? classes, double x, double y, double radius, params IEnumerable<XElement> content) =>
        Element("circle", classes, At("cx", x), At("cy", y), At("r", radius), content);

    /// <summary>A rectangle; one without width or height is left to the reader's imagination.</summary>
    public static XElement Rectangle(string classes, double x, double y, double width, double height, params IEnumerable<XElement> content) =>
        Element("rect", classes, At("x", x), At("y", y), At("width", Math.Max(width, 0)), At("height", Math.Max(height, 0)), content);

    /// <summary>A line of text.</summary>
    public static XElement Text(string classes, double x, double y, string text, params IEnumerable<XElement> content) =>
        Element("text", classes, At("x", x), At("y", y), text, content);

    /// <summary>A line through points.</summary>
    public static XElement Polyline(string classes, IEnumerable<(double X, double Y)> points)
    {
        StringBuilder path = new();
        foreach ((double x, double y) in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L').Append(Number(x)).Append(' ').Append(Number(y));
        }

        return Element("path", classes, new XAttribute("d", path.ToString()));
    }

    /// <summary>Many dots in one element: lines of no length, whose round ends are the dots. A sixth of the bytes of circles.</summary>
    public static XElement Dots(string classes, IEnumerable<(double X, double Y)> points)
    {
        StringBuilder path = new();
        foreach ((double x, double y) in points)
        {
            path.Append('M').Append(Number(x)).Append(' ').Append(Number(y)).Append("h0");
        }

        return Element("path", classes, new XAttribute("d", path.ToString()));
    }

    /// <summary>A coordinate to a tenth of a unit.</summary>
    public static string Number(double value) => (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    private static XAttribute At(string name, double value) => new(name, Number(value));

    private static XElement Element(string name, string? classes, params object?[] content) =>
        new(Namespace + name, classes is null ? null : new XAttribute("class", classes), content);
}
