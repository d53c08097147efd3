using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Evaluation.Reports.Sections;

/// <summary>The top of the page: what was evaluated, on what.</summary>
internal static class Headline
{
    /// <summary>The page's header.</summary>
    public static XElement Of(EvaluationDocument document, ModelStyles styles)
    {
        int splits = document.Rows.Select(row => row.Split).Distinct().Count(split => !split.StartsWith("mean of ", StringComparison.Ordinal));
        return Html.Element(
            "header",
            null,
            Html.Element("h1", null, document.Title),
            Html.Element("p", "lead", Task(document)),
            Html.Element(
                "div",
                "facts",
                Fact("Champion", styles.Champion ?? NumberText.Missing, $"of {Counted(styles.Models.Count, "model")}"),
                Fact("Customers", NumberText.Count(document.Customers), $"tested on {Counted(splits, "split")}"),
                Fact("As of", DataTable.Iso(document.AsOf), $"horizon {NumberText.Count(document.HorizonDays)} days"),
                Fact("Sales lines", NumberText.Count(document.Data.KeptLines), $"kept of {NumberText.Count(document.Data.Lines)}")));
    }

    /// <summary>What is predicted, in a sentence.</summary>
    public static string Task(EvaluationDocument document) =>
        $"{ValueWords.Of(document.Kind).Forecast} over the {NumberText.Count(document.HorizonDays)} days after {DataTable.Iso(document.AsOf)}, "
            + $"predicted for {NumberText.Count(document.Customers)} customers.";

    private static string Counted(int count, string noun) => $"{NumberText.Count(count)} {noun}{(count == 1 ? "" : "s")}";

    private static XElement Fact(string name, string value, string remark) =>
        Html.Element("div", "fact", Html.Element("span", null, name), Html.Element("b", null, value), Html.Element("span", null, remark));
}
