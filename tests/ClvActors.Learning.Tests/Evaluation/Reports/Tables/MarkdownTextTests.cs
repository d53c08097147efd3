using ClvActors.Learning.Evaluation.Reports.Tables;

namespace ClvActors.Learning.Tests.Evaluation.Reports.Tables;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("top_decile_share", "top_decile_share")]
    [InlineData("_private_", "\\_private\\_")]
    [InlineData("a|b*c`d[e]", "a\\|b\\*c\\`d\\[e\\]")]
    [InlineData("<b> & c", "&lt;b&gt; &amp; c")]
    [InlineData("two\r\nlines", "two  lines")]
    [InlineData("back\\slash", "back\\\\slash")]
    public void Escape_Text_IsShownAsItIs(string text, string expected) => Assert.Equal(expected, MarkdownText.Escape(text));

    [Theory]
    [InlineData("# no heading", "\\# no heading")]
    [InlineData("- no item", "\\- no item")]
    [InlineData("12. no item", "12\\. no item")]
    [InlineData("12 items", "12 items")]
    [InlineData("12", "12")]
    [InlineData("", "")]
    public void Sentence_Text_BeginsNeitherListNorHeading(string text, string expected) => Assert.Equal(expected, MarkdownText.Sentence(text));
}
