using ClvActors.Learning.Evaluation.Documents;
using ClvActors.TestData;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class EvaluateCdnowTests : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Out => _temporary.Path("evaluation");

    public void Dispose() => _temporary.Dispose();

    /// <summary>The published figures of BG/NBD and of the past rate on the published sample, and better ones of ours.</summary>
    [Fact]
    public async Task Evaluate_PublishedSample_HasThePublishedFiguresAndBeatsThem()
    {
        string data = ReferenceData.IsPresent ? Path.Combine(Path.GetDirectoryName(ReferenceData.OnlineRetail)!, "cdnow_master.txt") : "";
        if (!File.Exists(data))
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        string sample = Path.Combine(AppContext.BaseDirectory, "splits", "cdnow-sample.csv");

        (await CommandRun.Of("evaluate", "--cdnow", data, "--test-customers", sample, "--folds", "0", "--resamples", "100", "--out", Out)).Succeeded();

        Dictionary<string, MetricRow> rows = EvaluationJson.Read(File.ReadAllBytes(Path.Combine(Out, "evaluation.json"))).Rows.ToDictionary(row => row.Model);
        Assert.All(rows.Values, row => Assert.Equal(("published", 2357), (row.Split, row.Rows)));
        Assert.Equal(1.608, rows["BG/NBD, published parameters"].Metrics["rmse"]!.Value, 0.0005);
        Assert.Equal(0.449, rows["BG/NBD, published parameters"].Metrics["spearman"]!.Value, 0.0005);
        Assert.Equal(2.212, rows["past rate"].Metrics["rmse"]!.Value, 0.0005);
        Assert.Equal(0.490, rows["past rate"].Metrics["spearman"]!.Value, 0.0005);
        Assert.Equal(0.798, rows["all zeros"].Metrics["mae"]!.Value, 0.0005);
        Assert.InRange(rows["champion"].Metrics["rmse"]!.Value, 0, 1.607);
        Assert.InRange(rows["champion"].Metrics["spearman"]!.Value, 0.491, 1);
        Assert.InRange(rows["champion"].Metrics["gini"]!.Value, 0.663, 1);
    }

    [Fact]
    public async Task Evaluate_WrongFiles_AreToldInOneLine()
    {
        string broken = _temporary.Write("broken.txt", " customer_id date number dollars", " 00001 19970101 1 11.77", " 00002 1997-01-01 1 11.77");
        (await CommandRun.Of("evaluate", "--cdnow", broken, "--out", Out)).Failed(
            ExitCodes.WrongInput, $"{broken}, line 3: is not a customer, a date like 19970101, a number of items and an amount");
        string empty = _temporary.Write("empty.txt", "");
        (await CommandRun.Of("evaluate", "--cdnow", empty, "--out", Out)).Failed(ExitCodes.WrongInput, $"{empty}: holds no purchases");
        string few = _temporary.Write("few.txt", " 00001 19970101 1 11.77", " 00001 19971101 1 11.77");
        string strangers = _temporary.Write("strangers.csv", "customer_id", "00001", "00002");
        (await CommandRun.Of("evaluate", "--cdnow", few, "--test-customers", strangers, "--out", Out)).Failed(
            ExitCodes.WrongInput, $"{strangers}: names 1 customer that the data does not have: 00002");
        Assert.False(Directory.Exists(Out));
    }
}
