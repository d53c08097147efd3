using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports;

namespace ClvActors.Learning.Tests.Evaluation.Reports;

public sealed class MarkdownReportTests
{
    [Fact]
    public void Render_SmallDocument_IsTheApprovedText() => Approved.Equal("spend.md", MarkdownReport.Render(SmallEvaluation.Spend));

    [Fact]
    public void Render_HostileNames_EveryTableKeepsItsColumns()
    {
        string text = MarkdownReport.Render(SmallEvaluation.HostileNames);

        // In a fenced block every character is shown as it is.
        string outside = string.Concat(text.Split("```").Where((_, i) => i % 2 == 0));
        Assert.DoesNotContain("<script", outside);
        int columns = 0;
        foreach (string line in outside.Split('\n'))
        {
            int bars = line.Where((c, i) => c == '|' && (i == 0 || line[i - 1] != '\\')).Count();
            Assert.True(columns == 0 || bars == 0 || bars == columns, line);
            columns = bars;
        }
    }

    [Fact]
    public void Render_EmptyLists_HaveNoSections() =>
        Assert.Equal(
            ["# Nothing yet", "## Data and how to repeat"],
            MarkdownReport.Render(SmallEvaluation.Bare).Split('\n').Where(line => line.StartsWith('#')));

    [Fact]
    public void Render_DeeperLevel_AllHeadingsMove()
    {
        string plain = MarkdownReport.Render(SmallEvaluation.Spend);

        string deeper = MarkdownReport.Render(SmallEvaluation.Spend, level: 3);

        Assert.Equal(plain.Split('\n').Select(line => line.StartsWith('#') ? "##" + line : line), deeper.Split('\n'));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Render_LevelThatHasNoHeading_Throws(int level) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MarkdownReport.Render(SmallEvaluation.Spend, level: level));

    [Fact]
    public void Render_PlotsInAnotherFolder_AreLinked() =>
        Assert.Contains("(../my%20runs/evaluation.html)", MarkdownReport.Render(SmallEvaluation.Bare, "../my runs/evaluation.html"));

    [Fact]
    public void Render_CommandWithFences_StaysOneBlock()
    {
        EvaluationDocument document = SmallEvaluation.Bare with { Command = "echo ```\nclv" };

        Assert.Contains("````\necho ```\nclv\n````\n", MarkdownReport.Render(document));
    }
}
