using ClvActors.Learning.Evaluation.Documents;
using ClvActors.Learning.Evaluation.Reports;
using ClvActors.Learning.Tests.Bundles;

namespace ClvActors.Learning.Tests.Evaluation.Reports;

public sealed class EvaluationReportTests
{
    private static readonly string[] Names = ["evaluation.html", "evaluation.json", "evaluation.md"];

    [Fact]
    public void Write_MissingFolder_HoldsTheThreeFilesAndNothingElse()
    {
        using TemporaryFolder folder = new();

        EvaluationReport.Write(SmallEvaluation.Spend, folder.Path("a/b"));

        Assert.Equal(Names, FilesIn(folder.Path("a/b")));
        Assert.Equal(HtmlReport.Render(SmallEvaluation.Spend), File.ReadAllText(folder.Path("a/b/evaluation.html")));
        Assert.Equal(MarkdownReport.Render(SmallEvaluation.Spend), File.ReadAllText(folder.Path("a/b/evaluation.md")));
        EvaluationDocument read = EvaluationJson.Read(File.ReadAllBytes(folder.Path("a/b/evaluation.json")));
        Assert.Equal(HtmlReport.Render(SmallEvaluation.Spend), HtmlReport.Render(read));
    }

    [Fact]
    public void Write_EarlierEvaluation_IsReplacedAndOtherFilesStay()
    {
        using TemporaryFolder folder = new();
        EvaluationReport.Write(SmallEvaluation.Bare, folder.Path(""));
        File.WriteAllText(folder.Path("trials.csv"), "kept");

        EvaluationReport.Write(SmallEvaluation.Spend, folder.Path(""));

        Assert.Equal([.. Names, "trials.csv"], FilesIn(folder.Path("")));
        Assert.StartsWith("# Two models", File.ReadAllText(folder.Path("evaluation.md")));
    }

    [Fact]
    public void Write_NumberThatJsonCannotHold_ThrowsAndWritesNothing()
    {
        using TemporaryFolder folder = new();
        EvaluationDocument document = SmallEvaluation.Spend with { Importance = [new("f", double.NaN, 1)] };

        Assert.Throws<ArgumentException>(() => EvaluationReport.Write(document, folder.Path("")));

        Assert.Empty(folder.Entries());
    }

    [Theory]
    [InlineData("evaluation.html")]
    [InlineData("evaluation.md")]
    [InlineData("evaluation.json")]
    public void Write_OneFileCannotBeReplaced_TheOthersAreAsBefore(string blocked)
    {
        using TemporaryFolder folder = new();
        string[] others = [.. Names.Where(name => name != blocked)];
        File.WriteAllText(folder.Path(others[0]), "before");
        Directory.CreateDirectory(folder.Path(blocked));

        Exception error = Assert.ThrowsAny<Exception>(() => EvaluationReport.Write(SmallEvaluation.Spend, folder.Path("")));

        Assert.True(error is IOException or UnauthorizedAccessException, error.ToString());
        Assert.Equal("before", File.ReadAllText(folder.Path(others[0])));
        Assert.Equal(new[] { blocked, others[0] }.Order(StringComparer.Ordinal), folder.Entries());
    }

    private static IEnumerable<string> FilesIn(string directory) =>
        Directory.EnumerateFiles(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
