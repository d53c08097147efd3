using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ClvActors.Learning.Evaluation.Reports;

/// <summary>HTML as XML trees, so that every name is escaped and every element closed.</summary>
internal static class Html
{
    /// <summary>An element; one without content is closed by an end tag, as HTML asks.</summary>
    public static XElement Element(string name, string? classes, params object?[] content)
    {
        XElement element = new(name, classes is null ? null : new XAttribute("class", classes), content);
        if (element.IsEmpty)
        {
            element.Add("");
        }

        return element;
    }

    /// <summary>Text that is folded away under a heading until it is asked for.</summary>
    public static XElement Folded(string summary, params object?[] content) =>
        Element("details", null, Element("summary", null, summary), content);

    /// <summary>A plot with its heading and a sentence that says how to read it.</summary>
    public static XElement Figure(XElement plot, string heading, string? reading, bool large = false, params object?[] legend) =>
        Element(
            "figure",
            large ? "large" : "panel",
            Element("figcaption", null, Element("b", null, heading), reading is null ? null : Element("span", null, reading)),
            legend,
            plot);

    /// <summary>A section of the page; null when there is nothing in it.</summary>
    public static XElement? Section(string id, string heading, params IEnumerable<XElement?> content)
    {
        XElement[] present = [.. content.OfType<XElement>()];
        return present.Length == 0
            ? null
            : Element("section", null, new XAttribute("id", id), Element("h2", null, heading), present);
    }

    /// <summary>The tree as text: UTF-8 characters as they are, a line feed between elements, characters that XML has no place for replaced by U+FFFD.</summary>
    public static string Write(XElement root)
    {
        foreach (XElement element in root.DescendantsAndSelf())
        {
            foreach (XAttribute attribute in element.Attributes())
            {
                attribute.Value = Allowed(attribute.Value);
            }

            foreach (XText text in element.Nodes().OfType<XText>())
            {
                text.Value = Allowed(text.Value);
            }
        }

        StringBuilder written = new();
        XmlWriterSettings settings = new() { OmitXmlDeclaration = true, Indent = true, IndentChars = "", NewLineChars = "\n", CloseOutput = true };
        using (XmlWriter writer = XmlWriter.Create(written, settings))
        {
            root.WriteTo(writer);
        }

        return written.Append('\n').ToString();
    }

    private static string Allowed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (!XmlConvert.IsXmlChar(text[i]) && !IsPair(text, i))
            {
                return string.Create(text.Length, text, static (span, source) =>
                {
                    for (int k = 0; k < span.Length; k++)
                    {
                        span[k] = XmlConvert.IsXmlChar(source[k]) || IsPair(source, k) ? source[k] : '\uFFFD';
                    }
                });
            }
        }

        return text;
    }

    private static bool IsPair(string text, int i) =>
        (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) || (i > 0 && char.IsSurrogatePair(text[i - 1], text[i]));
}
