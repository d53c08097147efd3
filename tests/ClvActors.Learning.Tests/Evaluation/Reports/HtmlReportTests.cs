using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports;

namespace ClvActors.Learning.Tests.Evaluation.Reports;

public sealed class HtmlReportTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static TheoryData<string> Documents => ["spend", "probability", "bare", "hostile", "extreme", "not finite"];

    [Theory]
    [InlineData("spend")]
    [InlineData("probability")]
    public void Render_SmallDocument_IsTheApprovedPage(string name)
    {
        string page = HtmlReport.Render(Document(name));

        Approved.Equal(name + ".html", WithoutStyleSheet(page));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Render_AnyDocument_EverySvgIsWellFormedNamedAndInsideItsFrame(string name)
    {
        XElement[] plots = [.. Parse(HtmlReport.Render(Document(name))).Descendants(Svg + "svg")];

        Assert.Equal(name == "bare", plots.Length == 0);
        Assert.All(plots, plot =>
        {
            Assert.Equal("img", plot.Attribute("role")?.Value);
            string[] ids = plot.Attribute("aria-labelledby")!.Value.Split(' ');
            Assert.Equal(ids, plot.Elements().Take(2).Select(element => element.Attribute("id")?.Value));
            Assert.All(plot.Elements().Take(2), element => Assert.NotEqual("", element.Value));
            double[] box = [.. plot.Attribute("viewBox")!.Value.Split(' ').Select(Number)];
            Assert.All(Coordinates(plot), place =>
            {
                Assert.InRange(place.X, 0, box[2]);
                Assert.InRange(place.Y, 0, box[3]);
            });
        });
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Render_AnyDocument_IdsAreUniqueAndLinksLeadToThem(string name)
    {
        XElement page = Parse(HtmlReport.Render(Document(name)));

        string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
        Assert.Equal(ids.Distinct(), ids);
        Assert.All(page.Descendants("a"), link => Assert.Contains(link.Attribute("href")!.Value[1..], ids));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Render_AnyDocument_LoadsAndRunsNothing(string name)
    {
        XElement page = Parse(HtmlReport.Render(Document(name)));

        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "script" or "img" or "iframe" or "object" or "use" or "image");
        Assert.DoesNotContain(page.Descendants().Attributes(), attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.Equal(["data:,"], page.Descendants("link").Select(link => link.Attribute("href")!.Value));
        Assert.DoesNotMatch("@import|url\\(", page.Descendants("style").Single().Value);
        Assert.Contains("default-src 'none'", page.Descendants("meta").Attributes("content").First().Value);
    }

    [Fact]
    public void Render_StyleSheet_HasNoCharacterThatXmlWouldEscape() =>
        Assert.DoesNotMatch("&(amp|lt|gt);", Regex.Match(HtmlReport.Render(SmallEvaluation.Bare), "<style>.*</style>", RegexOptions.Singleline).Value);

    [Fact]
    public void Render_HostileNames_AreShownAsTheyAre()
    {
        string page = HtmlReport.Render(SmallEvaluation.HostileNames);

        Assert.DoesNotContain("<script", page);
        XElement parsed = Parse(page);
        Assert.Equal(SmallEvaluation.Hostile, parsed.Descendants("title").First().Value);
        Assert.Equal(SmallEvaluation.Hostile, parsed.Descendants("pre").Single().Value);
        Assert.Equal(SmallEvaluation.Hostile, parsed.Descendants("section").Single(section => section.Attribute("id")?.Value == "notes").Descendants("li").Single().Value);
    }

    [Fact]
    public void Render_CharactersThatXmlHasNoPlaceFor_AreReplaced()
    {
        string page = HtmlReport.Render(SmallEvaluation.Bare with { Title = "a\u0001b\uD800c\U0001F600" });

        Assert.Equal("a\uFFFDb\uFFFDc\U0001F600", Parse(page).Descendants("h1").Single().Value);
    }

    [Fact]
    public void Render_EmptyLists_HaveNoSections() =>
        Assert.Equal(["repeat"], Parse(HtmlReport.Render(SmallEvaluation.Bare)).Descendants("section").Select(section => section.Attribute("id")!.Value));

    [Fact]
    public void Render_FullDocument_HasASectionPerList() =>
        Assert.Equal(
            ["results", "differences", "ranking-1", "calibration-1", "scatter-1", "explanation", "coverage", "tuning", "notes", "repeat"],
            Parse(HtmlReport.Render(SmallEvaluation.Spend)).Descendants("section").Select(section => section.Attribute("id")!.Value));

    [Fact]
    public void Render_NotFiniteAndNull_AreDashes()
    {
        string text = Parse(HtmlReport.Render(NotFinite())).Value;

        Assert.DoesNotMatch("NaN|Infinity|∞", text);
        Assert.Contains("–", text);
    }

    [Fact]
    public void Render_SecondSplit_IsFolded()
    {
        EvaluationDocument document = SmallEvaluation.Spend with
        {
            Curves = [.. SmallEvaluation.Spend.Curves, SmallEvaluation.Spend.Curves[0] with { Split = "origin 2011-03-31" }],
        };

        XElement page = Parse(HtmlReport.Render(document));

        XElement folded = page.Descendants("details").Single(element => element.Element("summary")!.Value == "Plots of origin 2011-03-31");
        Assert.Equal(["ranking-2", "calibration-2", "scatter-2"], folded.Elements("section").Select(section => section.Attribute("id")!.Value));
    }

    [Fact]
    public void Render_ManyModels_EachHasOneStyleEverywhere()
    {
        string[] models = [.. Enumerable.Range(0, 9).Select(i => $"model {i}")];
        ModelCurves curves = SmallEvaluation.Spend.Curves[0];
        EvaluationDocument document = SmallEvaluation.Spend with
        {
            Rows = [.. models.Select(model => SmallEvaluation.Spend.Rows[0] with { Model = model })],
            Differences = [],
            Curves = [.. models.Reverse().Select(model => curves with { Model = model })],
            Tuning = [],
        };

        XElement page = Parse(HtmlReport.Render(document));

        string[] styles = [.. page.Descendants("tbody").First().Descendants("i").Select(swatch => swatch.Attribute("class")!.Value)];
        Assert.Equal(["m0", "m1", "m2", "m3", "m4", "m5", "m6", "m0 d1", "m1 d1"], styles.Select(style => style["swatch ".Length..]));
        Assert.Equal(models, page.Descendants("ul").First().Elements().Select(item => item.Value.Trim()));
        Assert.Equal(styles, page.Descendants("ul").First().Descendants("i").Select(swatch => swatch.Attribute("class")!.Value));
        Assert.Equal("3 more", page.Descendants("details").First().Element("summary")!.Value);
    }

    [Fact]
    public void Render_Models_PlotsShowTheChampionAndThenTheBestFirst()
    {
        ModelCurves curves = SmallEvaluation.Spend.Curves[0];
        (string Model, double? Mae)[] models = [("worst", 900), ("undefined", null), ("second", 200), ("first", 100), ("trees", 500)];
        EvaluationDocument document = SmallEvaluation.Spend with
        {
            Rows =
            [
                .. models.Select(model => new MetricRow(
                    model.Model, "published", 20, new Dictionary<string, double?> { [MetricNames.MeanAbsoluteError] = model.Mae })),
            ],
            Curves = [.. models.Select(model => curves with { Model = model.Model })],
        };

        XElement section = Parse(HtmlReport.Render(document)).Descendants("section").Single(element => element.Attribute("id")?.Value == "calibration-1");

        Assert.Equal(["trees", "first", "second", "worst", "undefined"], section.Descendants("figcaption").Select(caption => caption.Value.Trim()));
    }

    private static EvaluationDocument Document(string name) => name switch
    {
        "spend" => SmallEvaluation.Spend,
        "probability" => SmallEvaluation.Probability,
        "hostile" => SmallEvaluation.HostileNames,
        "extreme" => Extreme(),
        "not finite" => NotFinite(),
        _ => SmallEvaluation.Bare,
    };

    private static EvaluationDocument NotFinite() => SmallEvaluation.Spend with
    {
        Rows = [.. SmallEvaluation.Spend.Rows, new("broken", "published", 20, new Dictionary<string, double?> { [MetricNames.MeanAbsoluteError] = double.NaN })],
        Differences =
        [
            .. SmallEvaluation.Spend.Differences,
            new("trees", "broken", "published", MetricNames.MeanAbsoluteError, double.NaN, double.NaN, double.PositiveInfinity, 0.95, 0),
        ],
        Curves =
        [
            new(
                "broken",
                "published",
                [new Decile(1, 0, double.NaN, double.NaN, 0), new Decile(2, 3, 4, 5, 12)],
                [new(0, double.NaN), new(1, double.NaN)],
                [new(double.NaN, 1), new(1, double.PositiveInfinity)],
                [new(0.5, double.NaN)],
                [new(double.NaN, 1, 1)]),
        ],
        Importance = [new("recency_days", double.NaN, double.NaN)],
        Contributions = [new("recency_days", [new(double.NaN, 1), new(1, double.NaN)])],
        Coverage = [new("nobody", 0, 0.8, double.NaN, double.NaN, double.NaN)],
        Tuning = [new("trees", 0, double.NaN, double.NaN, new Dictionary<string, string> { ["leaves"] = "NaN" }, null)],
    };

    private static EvaluationDocument Extreme() => SmallEvaluation.Spend with
    {
        Differences =
        [
            new("trees", "ridge", "published", MetricNames.MeanAbsoluteError, -1e12, -2e12, -1e11, 0.95, 500),
            new("trees", "mean", "published", MetricNames.MeanAbsoluteError, 1, 0.5, 2, 0.95, 500),
            new("trees", "lasso", "published", MetricNames.MeanAbsoluteError, 1e-9, -1e-9, 2e-9, 0.95, 500),
        ],
        Curves =
        [
            new(
                "trees",
                "published",
                [new Decile(1, 1, -1e9, 1e-9, -1e9), new Decile(10, 1, 1e12, -3, 1e12)],
                [new(0, 0), new(0.5, 1.4), new(1, 1)],
                [new(-1e6, 1e9), new(0, 0), new(1e-12, -1e-12)],
                [new(0, -1e12), new(0.5, 0), new(1, 1e12)]),
            new("zero", "published", [new Decile(1, 1, 0, 0, 0)], [new(0, 0), new(1, 1)], [new(0, 0)], [new(0.5, 0)]),
        ],
        Importance = [new(new string('x', 60), 0, 0)],
        Contributions = [new(new string('x', 60), [.. Enumerable.Range(0, 300).Select(i => new ContributionPoint(i / 299.0, 0))])],
        Coverage = [new("all", 1, 1, 0, 1e12, 0)],
    };

    private static XElement Parse(string page)
    {
        Assert.StartsWith("<!doctype html>\n", page);
        return XElement.Parse(page[page.IndexOf('\n')..], LoadOptions.PreserveWhitespace);
    }

    private static string WithoutStyleSheet(string page) => Regex.Replace(page, "<style>.*</style>", "<style/>", RegexOptions.Singleline);

    /// <summary>All places that an SVG's shapes and texts name; fails on a number that is none.</summary>
    private static IEnumerable<(double X, double Y)> Coordinates(XElement plot)
    {
        foreach (XElement shape in plot.Descendants())
        {
            double At(string name) => Number(shape.Attribute(name)!.Value);
            switch (shape.Name.LocalName)
            {
                case "line":
                    yield return (At("x1"), At("y1"));
                    yield return (At("x2"), At("y2"));
                    break;
                case "circle":
                    yield return (At("cx") - At("r"), At("cy") - At("r"));
                    yield return (At("cx") + At("r"), At("cy") + At("r"));
                    break;
                case "rect":
                    yield return (At("x"), At("y"));
                    yield return (At("x") + At("width"), At("y") + At("height"));
                    break;
                case "text":
                    yield return (At("x"), At("y"));
                    break;
                case "path":
                    foreach (Match place in Regex.Matches(shape.Attribute("d")!.Value, "[ML]([^ MLh]+) ([^ MLh]+)"))
                    {
                        yield return (Number(place.Groups[1].Value), Number(place.Groups[2].Value));
                    }

                    break;
            }
        }
    }

    private static double Number(string text)
    {
        double number = double.Parse(text, CultureInfo.InvariantCulture);
        Assert.True(double.IsFinite(number), text);
        return number;
    }
}
