using System.Xml.Linq;
using ClvActors.Learning.Evaluation.Reports.Charts;

namespace ClvActors.Learning.Tests.Evaluation.Reports.Charts;

public sealed class RowPlotTests
{
    [Theory]
    [InlineData("ridge", "ridge")]
    [InlineData("BG/NBD + Gamma-Gamma, penalty 0.01", "BG/NBD + Gamma-Gamma,|penalty 0.01")]
    [InlineData("a_feature_name_of_more_than_22", "a_feature_name_of_mor…")]
    [InlineData("a name whose rest is_more_than_a_line_can_hold_at_all", "a name whose rest|is_more_than_a_line_c…")]
    public void Names_LongOnes_AreBrokenOnceOrCut(string label, string expected)
    {
        XElement[] texts = [.. RowPlot.Names([label], 200, _ => 50)];

        Assert.Equal(expected.Split('|'), texts.Select(text => text.Nodes().OfType<XText>().First().Value));
        Assert.Equal(expected.EndsWith('…') ? [label] : [], texts.Take(1).Descendants(Svg.Namespace + "title").Select(title => title.Value));
    }

    [Fact]
    public void LabelWidth_LongerNames_AreWiderUpToALine()
    {
        double[] widths = [.. new[] { "a", "ridge", "random forest", new string('x', 22), new string('x', 23), new string('x', 80) }
            .Select(label => RowPlot.LabelWidth([label], PlotArea.PanelWidth))];

        Assert.Equal(widths.Order(), widths);
        Assert.Equal(widths[3], widths[5]);
        Assert.True(RowPlot.LabelWidth(["random forest"], PlotArea.LargeWidth) > widths[2]);
    }
}
