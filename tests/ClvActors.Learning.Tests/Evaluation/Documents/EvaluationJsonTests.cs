using System.Text;
using System.Text.Json;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Tests.Evaluation.Documents;

public sealed class EvaluationJsonTests
{
    private static readonly EvaluationDocument Document = new()
    {
        Title = "Spend over 90 days",
        Kind = EvaluationKinds.Spend,
        Data = new DataFingerprint("shop.csv", new string('a', 64), 10, 9, 3, new DateOnly(2020, 1, 1), new DateOnly(2020, 12, 31)),
        AsOf = new DateOnly(2020, 6, 30),
        HorizonDays = 90,
        Customers = 3,
        CreatedBy = "tests",
        Command = "clv evaluate",
        Rows = [new MetricRow("ridge", "published", 3, new OrderedDictionary<string, double?> { ["mae"] = 1.5, ["spearman"] = null, ["gini"] = 0.25 })],
        Differences = [new DifferenceRow("champion", "ridge", "published", "mae", -0.5, -1, 0.25, 0.95, 2000)],
        Curves =
        [
            new ModelCurves("ridge", "published", [new Decile(1, 3, 1, 2, 3)], [new ValueShare(0, 0), new ValueShare(1, 1)], [new ScatterPoint(1, 2)], [new ResidualQuantile(0.5, -1)]),
            new ModelCurves("other", "published", [], [], [], [], [new ReliabilityPoint(0.25, 0.5, 4)]),
        ],
        Importance = [new FeatureImportance("recency_days", 0.5, 0.125)],
        Contributions = [new ContributionSample("recency_days", [new ContributionPoint(0.5, -0.25)])],
        Coverage = [new CoverageRow("all", 3, 0.8, 0.75, 10, 9)],
        Tuning = [new TuningSummary("ridge", 30, 1.5, 2.5, new OrderedDictionary<string, string> { ["penalty"] = "0.1", ["log_label"] = "true" }, "ridge.csv")],
        Notes = ["left out: nothing"],
    };

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameBytes()
    {
        byte[] written = EvaluationJson.Write(Document);

        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(EvaluationJson.Write(EvaluationJson.Read(written))));
        Assert.Equal((byte)'\n', written[^1]);
    }

    [Fact]
    public void Write_Document_HasTheAgreedNames()
    {
        JsonElement root = JsonSerializer.Deserialize<JsonElement>(EvaluationJson.Write(Document));

        Assert.Equal(1, root.GetProperty("format_version").GetInt32());
        Assert.Equal("2020-06-30", root.GetProperty("as_of").GetString());
        Assert.Equal(["mae", "spearman", "gini"], root.GetProperty("rows")[0].GetProperty("metrics").EnumerateObject().Select(metric => metric.Name));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("rows")[0].GetProperty("metrics").GetProperty("spearman").ValueKind);
        Assert.Equal(0.25, root.GetProperty("curves")[1].GetProperty("reliability")[0].GetProperty("predicted").GetDouble());
        Assert.Equal(1, root.GetProperty("curves")[0].GetProperty("gain")[1].GetProperty("share_of_value").GetDouble());
        Assert.Equal("0.1", root.GetProperty("tuning")[0].GetProperty("best_parameters").GetProperty("penalty").GetString());
    }

    [Fact]
    public void Read_SomethingElse_IsToldInOneSentence()
    {
        Assert.StartsWith("is not an evaluation document", Assert.Throws<InvalidDataException>(() => EvaluationJson.Read("[1]"u8)).Message, StringComparison.Ordinal);
        Assert.StartsWith("is not an evaluation document", Assert.Throws<InvalidDataException>(() => EvaluationJson.Read("{\"title\": \"x\"}"u8)).Message, StringComparison.Ordinal);
        byte[] newer = EvaluationJson.Write(Document with { FormatVersion = 2 });
        Assert.Equal("is of format version 2, this build reads up to 1", Assert.Throws<InvalidDataException>(() => EvaluationJson.Read(newer)).Message);
    }
}
