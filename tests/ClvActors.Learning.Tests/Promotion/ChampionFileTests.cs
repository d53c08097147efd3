using System.Text.Json.Nodes;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;
using ClvActors.Learning.Tests.Bundles;

namespace ClvActors.Learning.Tests.Promotion;

public sealed class ChampionFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2021, 7, 1, 6, 0, 0, TimeSpan.Zero);
    private static readonly TrainedBundle Trained = GeneratedShop.Train();

    private readonly TemporaryFolder _temporary = new();

    private string Models => Path.GetDirectoryName(_temporary.Path("x"))!;

    private string File => ChampionFile.PathIn(Models);

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Find_NoFileOrNoFolder_IsNull()
    {
        Assert.Null(ChampionFile.Find(Models));
        Assert.Null(ChampionFile.Find(Path.Combine(Models, "nowhere")));
    }

    [Fact]
    public void Replace_WholePointer_ReadsBackAlike()
    {
        PromotionEvidence evidence = new()
        {
            Champion = "a",
            Candidate = "b",
            Holdout = HoldoutKind.NewToCandidate,
            HoldoutDescription = "60 customers",
            AsOf = new DateOnly(2021, 4, 1),
            HorizonDays = 90,
            Customers = 60,
            Confidence = 0.9,
            Resamples = 100,
            Seed = 7,
            DataSha256 = "abc",
            Metrics = [new MetricComparison("mae", 10, 8, -2, -3, -1, ComparisonVerdict.Better), new MetricComparison("spearman", double.NaN, 0.5, double.NaN, double.NaN, double.NaN, ComparisonVerdict.Better)],
        };
        ChampionPointer pointer = ChampionPointer.First(Record("a")).Promote(Record("b") with { Replaced = "a", Evidence = evidence, ForcedBecause = "a reason" }).Promote(Record("c")).RollBack(Now, "clv rollback");

        ChampionFile.Replace(Models, null, pointer);

        ChampionPointer read = ChampionFile.Find(Models)!;
        Assert.Equal(evidence.Metrics, read.Champion.Evidence!.Metrics);
        Assert.Equal(pointer.Champion with { Evidence = null }, read.Champion with { Evidence = null });
        Assert.Equal(evidence with { Metrics = [] }, read.Champion.Evidence with { Metrics = [] });
        Assert.Equal(pointer.Former, read.Former);
        Assert.Equal(pointer.Withdrawn, read.Withdrawn);
        Assert.Equal(["champion.json"], _temporary.Entries());
        JsonNode json = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        Assert.Equal((1, "b", "2021-07-01T06:00:00+00:00"), ((int?)json["format_version"], (string?)json["champion"]!["bundle"], (string?)json["champion"]!["promoted_at"]));
        Assert.Equal(("new_to_candidate", "better"), ((string?)json["champion"]!["evidence"]!["holdout"], (string?)json["champion"]!["evidence"]!["metrics"]![0]!["verdict"]));
    }

    [Fact]
    public void Replace_InterruptedBeforeTheRename_LeavesTheOldPointer()
    {
        ChampionPointer first = ChampionPointer.First(Record("a"));
        ChampionFile.Replace(Models, null, first);
        byte[] before = System.IO.File.ReadAllBytes(File);

        Assert.Throws<OperationCanceledException>(() => ChampionFile.Replace(Models, first, first.Promote(Record("b")), (_, _) => throw new OperationCanceledException("killed")));

        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        Assert.Equal(2, _temporary.Entries().Count());
        Assert.Throws<IOException>(() => ChampionFile.Replace(Models, first, first.Promote(Record("b")), (_, _) => throw new IOException("the disk is full")));
        Assert.Equal(before, System.IO.File.ReadAllBytes(File));
        Assert.Equal(["champion.json"], _temporary.Entries());
        ChampionFile.Replace(Models, first, first.Promote(Record("b")));
        Assert.Equal("b", ChampionFile.Find(Models)!.Champion.Bundle);
    }

    [Fact]
    public void Replace_ChampionThatChangedMeanwhile_IsRefused()
    {
        ChampionPointer first = ChampionPointer.First(Record("a"));
        ChampionFile.Replace(Models, null, first);
        ChampionFile.Replace(Models, first, first.Promote(Record("b")));

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => ChampionFile.Replace(Models, first, first.Promote(Record("c"))));

        Assert.Equal($"{File}: the champion became b in the meantime, nothing was changed", refused.Message);
        Assert.Equal("b", ChampionFile.Find(Models)!.Champion.Bundle);
        Assert.Throws<InvalidDataException>(() => ChampionFile.Replace(Models, null, first));
    }

    [Theory]
    [InlineData("format_version", "2", "the field format_version is 2, this build reads 1 to 1")]
    [InlineData("format_version", null, "the field format_version is missing")]
    [InlineData("champion", null, "the field champion is missing")]
    [InlineData("champion.bundle", null, "the field champion.bundle is missing")]
    [InlineData("champion.bundle", "\"../../etc\"", "the field champion.bundle is '../../etc', expected small letters, digits, '-', '_' and '.'")]
    [InlineData("champion.fingerprint", "\"\"", "the field champion.fingerprint is empty")]
    [InlineData("champion.promoted_at", "\"soon\"", "the field champion.promoted_at does not hold what it must")]
    [InlineData("champion", "5", "the field champion is not an object")]
    [InlineData("former", "[{\"bundle\":\"../x\",\"fingerprint\":\"x\",\"promoted_at\":\"2021-07-01T06:00:00+00:00\",\"command\":\"\"}]", "the field former[0].bundle is '../x', expected small letters, digits, '-', '_' and '.'")]
    [InlineData("former", "null", "the field former does not hold what it must")]
    public void Find_WrongField_NamesFileAndField(string field, string? json, string message)
    {
        ChampionFile.Replace(Models, null, ChampionPointer.First(Record("a")));
        JsonNode root = JsonNode.Parse(System.IO.File.ReadAllText(File))!;
        string[] steps = field.Split('.');
        JsonObject parent = steps[..^1].Aggregate(root, (node, step) => node[step]!).AsObject();
        parent.Remove(steps[^1]);
        if (json is not null)
        {
            parent.Add(steps[^1], JsonNode.Parse(json));
        }

        System.IO.File.WriteAllText(File, root.ToJsonString());

        Assert.Equal($"{File}: {message}", Assert.Throws<InvalidDataException>(() => ChampionFile.Find(Models)).Message);
    }

    [Fact]
    public void Find_HalfAFile_IsNotJson()
    {
        ChampionFile.Replace(Models, null, ChampionPointer.First(Record("a")));
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File)[..60]);

        Assert.StartsWith($"{File}: is not JSON (line ", Assert.Throws<InvalidDataException>(() => ChampionFile.Find(Models)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_Bundle_IsTheOneThatWasPromotedOrRefused()
    {
        ModelBundle bundle = BundleWriter.Write(Path.Combine(Models, "test-model"), Trained);
        ChampionRecord record = Record("test-model") with { Fingerprint = bundle.Fingerprint };

        Assert.Equal(bundle.Fingerprint, ChampionFile.Open(Models, record).Fingerprint);
        Assert.Equal($"{Path.Combine(Models, "b")}: no such bundle, and champion.json names it", Message(Record("b")));
        Assert.Equal(
            $"{bundle.Folder}: is not the bundle that was promoted, its fingerprint {bundle.Fingerprint} differs from the one in champion.json, other", Message(record with { Fingerprint = "other" }));
        System.IO.File.AppendAllText(Path.Combine(bundle.Folder, "value.txt"), "x");
        Assert.Contains("value.txt: is not the file that manifest.json describes", Message(record), StringComparison.Ordinal);

        string Message(ChampionRecord of) => Assert.Throws<InvalidDataException>(() => ChampionFile.Open(Models, of)).Message;
    }

    private static ChampionRecord Record(string id) => new() { Bundle = id, Fingerprint = $"of {id}", PromotedAt = Now, Command = $"clv promote {id}" };
}
