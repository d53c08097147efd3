using System.Globalization;
using System.Text.RegularExpressions;
using ClvActors.Learning.Evaluation.Reports;

namespace ClvActors.Learning.Tests.Evaluation.Reports;

/// <summary>Measures the colours of the style sheet: contrast as WCAG 2.2 defines it, distance in OKLab (Ottosson 2020) as the colour blind see them (Machado et al. 2009, severity 1).</summary>
public sealed class PaletteTests
{
    private static readonly Dictionary<string, double[][]> Sight = new()
    {
        ["full"] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        ["protanopia"] = [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
        ["deuteranopia"] = [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    };

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void ModelColours_OnTheirPage_HaveTheContrastOfGraphics(string theme)
    {
        Dictionary<string, double[]> colours = Colours(theme);

        Assert.All(Models, model => Assert.InRange(Contrast(colours[model], colours["card"]), 3, 21));
        Assert.All(new[] { "ink", "soft", "accent", "up", "down" }, text => Assert.InRange(Contrast(colours[text], colours["card"]), 4.5, 21));
    }

    [Theory]
    [InlineData("light", "full")]
    [InlineData("light", "protanopia")]
    [InlineData("light", "deuteranopia")]
    [InlineData("dark", "full")]
    [InlineData("dark", "protanopia")]
    [InlineData("dark", "deuteranopia")]
    public void ModelColours_ToEverySight_StayApart(string theme, string sight)
    {
        Dictionary<string, double[]> colours = Colours(theme);
        double[][] seen = [.. Models.Select(model => OkLab([.. Sight[sight].Select(row => Math.Clamp(row.Zip(colours[model], (a, b) => a * b).Sum(), 0, 1))]))];

        double least = seen.SelectMany((a, i) => seen.Skip(i + 1).Select(b => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum()))).Min();

        Assert.InRange(least, 0.08, 1);
    }

    private static IEnumerable<string> Models => Enumerable.Range(0, 7).Select(i => $"m{i}");

    /// <summary>The linear RGB values of a theme's custom properties.</summary>
    private static Dictionary<string, double[]> Colours(string theme)
    {
        string[] parts = HtmlReport.Render(SmallEvaluation.Bare).Split("@media (prefers-color-scheme: dark)");
        string sheet = theme == "light" ? parts[0] : parts[1];
        Dictionary<string, double[]> colours = [];
        foreach (Match match in Regex.Matches(sheet, "--(\\w+): #([0-9a-f]{3,6});"))
        {
            string hex = match.Groups[2].Value;
            string six = hex.Length == 3 ? string.Concat(hex.Select(c => $"{c}{c}")) : hex;
            colours[match.Groups[1].Value] = [.. six.Chunk(2).Select(pair => Linear(int.Parse(pair, NumberStyles.HexNumber) / 255.0))];
        }

        return colours;
    }

    private static double Linear(double value) => value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);

    private static double Contrast(double[] one, double[] other)
    {
        static double Luminance(double[] colour) => (0.2126 * colour[0]) + (0.7152 * colour[1]) + (0.0722 * colour[2]);
        (double a, double b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double[] OkLab(double[] rgb)
    {
        double l = Math.Cbrt((0.4122214708 * rgb[0]) + (0.5363325363 * rgb[1]) + (0.0514459929 * rgb[2]));
        double m = Math.Cbrt((0.2119034982 * rgb[0]) + (0.6806995451 * rgb[1]) + (0.1073969566 * rgb[2]));
        double s = Math.Cbrt((0.0883024619 * rgb[0]) + (0.2817188376 * rgb[1]) + (0.6299787005 * rgb[2]));
        return
        [
            (0.2104542553 * l) + (0.7936177850 * m) - (0.0040720468 * s),
            (1.9779984951 * l) - (2.4285922050 * m) + (0.4505937099 * s),
            (0.0259040371 * l) + (0.7827717662 * m) - (0.8086757660 * s),
        ];
    }
}
