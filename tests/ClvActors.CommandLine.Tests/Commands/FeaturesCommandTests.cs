using System.Globalization;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Files;
using ClvActors.TestData;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class FeaturesCommandTests(GeneratedShop shop) : IDisposable
{
    private const string Header = "Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country";

    private readonly TemporaryFolder _temporary = new();

    private string Out => _temporary.Path("features.csv");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public void Features_GeneratedShop_AreTheBatchPassBitForBit()
    {
        BatchFeatures lines = new();
        using (TransactionReader reader = TransactionFile.Open(shop.Data, TimeZoneInfo.Utc))
        {
            foreach (FileLine line in reader.ReadAll())
            {
                lines.Add(line.Line!);
            }
        }

        SortedDictionary<CustomerId, FeatureVector> expected = lines.Compute(DateOnly.Parse(GeneratedShop.AsOf, CultureInfo.InvariantCulture));
        CsvFile written = CsvFile.Read(shop.BehaviourFeatures);

        Assert.Equal(["customer_id", .. FeatureSet.Names], written.Header);
        Assert.Equal(expected.Keys.Select(id => id.ToString()), written.Texts("customer_id"));
        for (int feature = 0; feature < FeatureSet.Count; feature++)
        {
            Assert.Equal(expected.Values.Select(vector => vector[feature]), written.Numbers(FeatureSet.Names[feature]));
        }
    }

    [Fact]
    public void Features_WithoutASet_AreTheFirstTwentyTwoColumns() =>
        Assert.Equal(
            File.ReadLines(shop.BehaviourFeatures).Select(line => string.Join(',', line.Split(',').Take(1 + 22))), File.ReadLines(shop.Features));

    [Theory]
    [InlineData("2010-11-30")]
    [InlineData("2011-06-30")]
    public async Task Features_Dataset_EqualTheReference(string asOf)
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        CommandRun run = (await CommandRun.Of("features", "--data", ReferenceData.OnlineRetail, "--as-of", asOf, "--out", Out)).Succeeded();

        CsvFile expected = CsvFile.Read(ReferenceData.Golden($"customer_features_{asOf}.csv"));
        CsvFile written = CsvFile.Read(Out);
        Assert.Equal(expected.Header, written.Header);
        Assert.Equal(expected.Texts("customer_id"), written.Texts("customer_id"));
        foreach (string name in expected.Header)
        {
            double[] values = written.Numbers(name);
            Assert.All(expected.Numbers(name), (value, row) => Assert.InRange(Math.Abs(values[row] - value), 0, 1e-9 * Math.Abs(value)));
        }

        (string Name, int Count)[] counts =
        [
            ("read", 1067370), ("kept", 766126), ("duplicate", 36553), ("- of these conflicting", 11059), ("rejected: malformed", 0), ("rejected: no_customer_id", 243007),
            ("rejected: cancellation", 18744), ("rejected: non_product", 2877), ("rejected: price", 63), ("rejected: quantity", 0),
        ];
        Assert.All(counts, count => Assert.Matches($@"\| {count.Name} +\| +{count.Count} \|", run.Output));
    }

    [Fact]
    public async Task Features_MalformedLines_AreCountedWithTheirPlaces()
    {
        string data = _temporary.Write(
            "shop.csv",
            Header,
            "1,A,x,1,2020-01-05 10:00:00,2.5,7,France",
            "2,A,x,1",
            "3,A,x,1,yesterday,2.5,7,France",
            "4,A,x,many,2020-01-05 10:00:00,2.5,7,France",
            "5,A,x,1,2020-01-05 10:00:00,NaN,7,France",
            "6,A,x,1,2020-01-05 10:00:00,inf,7,France",
            "7,A,x,99999999999,2020-01-05 10:00:00,1,7,France",
            "8,\"B, b\",x,2,2020-01-06 10:00:00,1.25,\"x, y\",France");

        CommandRun run = (await CommandRun.Of("features", "--data", data, "--as-of", "2020-01-31", "--out", Out)).Succeeded();

        Assert.Matches(@"\| rejected: malformed +\| +6 \|", run.Output);
        Assert.Contains("malformed: line 3: has 4 fields, expected 8", run.Output, StringComparison.Ordinal);
        Assert.Contains("malformed: line 4: InvoiceDate \"yesterday\"", run.Output, StringComparison.Ordinal);
        Assert.Contains("malformed: 1 more", run.Output, StringComparison.Ordinal);
        string[] lines = File.ReadAllLines(Out);
        Assert.StartsWith("7,26,1,2.5,2.5,2.5,0,1,0,0,1,0,1,0,1,1,0,1,0,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"x, y\",25,1,2.5,", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_StrictWithMalformedLine_StopsThere()
    {
        string data = _temporary.Write("shop.csv", Header, "1,A,x,1,2020-01-05 10:00:00,2.5,7,France", "2,A,x,1,2020-02-30 10:00:00,2.5,7,France");

        CommandRun run = await CommandRun.Of("features", "--data", data, "--as-of", "2020-01-31", "--out", Out, "--strict");

        Assert.Equal(ExitCodes.WrongInput, run.Code);
        Assert.StartsWith($"clv: {data}, line 3: InvoiceDate \"2020-02-30 10:00:00\"", run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        Assert.Equal(["shop.csv"], _temporary.Entries());
    }

    [Fact]
    public async Task Features_NobodyInWindow_WritesTheHeaderAlone()
    {
        CommandRun run = (await CommandRun.Of("features", "--data", shop.Data, "--as-of", "2001-01-01", "--out", Out)).Succeeded();

        Assert.Single(File.ReadAllLines(Out));
        Assert.Contains("Wrote 0 customers", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b,c", "the header lacks the columns Invoice, StockCode, Quantity, InvoiceDate, Price, Customer ID, Country")]
    [InlineData("Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Country", "the header lacks the column Customer ID")]
    public async Task Features_WrongHeader_NamesTheMissingColumns(string header, string message)
    {
        string data = _temporary.Write("shop.csv", header, "1,2,3");

        (await CommandRun.Of("features", "--data", data, "--as-of", "2020-01-31", "--out", Out)).Failed(ExitCodes.WrongInput, $"{data}: {message}");

        Assert.Equal(["shop.csv"], _temporary.Entries());
    }

    [Fact]
    public async Task Features_UnreadableFiles_AreToldInOneLine()
    {
        string notGzip = _temporary.Write("shop.csv.gz", "plain");
        string notWorkbook = _temporary.Write("shop.xlsx", "plain");
        string empty = _temporary.Path("empty.csv");
        File.WriteAllText(empty, "");

        await Fails(_temporary.Path("no.csv"), "no such file");
        await Fails(_temporary.Root + ".csv", "no such file");
        await Fails(notGzip, "is not a gzip file");
        await Fails(notWorkbook, "is not an .xlsx workbook");
        await Fails(empty, "is empty");
        await Fails(_temporary.Path("shop.json"), "unknown kind of file, expected a name ending in .csv, .csv.gz or .xlsx");
        Assert.False(File.Exists(Out));

        async Task Fails(string data, string message) =>
            (await CommandRun.Of("features", "--data", data, "--as-of", "2020-01-31", "--out", Out)).Failed(ExitCodes.WrongInput, $"{data}: {message}");
    }

    [Fact]
    public async Task Features_OutputThatCannotBe_IsToldBeforeReading()
    {
        string inNowhere = _temporary.Path("no/features.csv");

        CommandRun run = await CommandRun.Of("features", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--out", inNowhere);
        run.Failed(ExitCodes.WrongInput, $"{inNowhere}: cannot be written, its folder does not exist");
        Assert.Equal("", run.Output);
        (await CommandRun.Of("features", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--out", _temporary.Root))
            .Failed(ExitCodes.WrongInput, $"{_temporary.Root}: is a folder, not a file");
    }

    [Fact]
    public async Task Features_Cancelled_LeavesNothing()
    {
        CommandRun run = await CommandRun.Of(new CancellationToken(canceled: true), "features", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--out", Out);

        run.Failed(ExitCodes.Cancelled, "cancelled");
        Assert.Empty(_temporary.Entries());
    }
}
