using System.Text.Json;
using ClvActors.TestData;

namespace ClvActors.CommandLine.Tests.Commands;

public sealed class BtydCommandTests(GeneratedShop shop) : IDisposable
{
    private readonly TemporaryFolder _temporary = new();

    private string Out => _temporary.Path("btyd.json");

    public void Dispose() => _temporary.Dispose();

    [Fact]
    public async Task Btyd_Transactions_WritesModelsAndAForecastPerCustomer()
    {
        CommandRun run = (await CommandRun.Of("btyd", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--horizon-days", "90", "--out", Out)).Succeeded();

        JsonElement root = Read();
        Assert.Equal((GeneratedShop.AsOf, 90, "shop.csv"), (root.GetProperty("as_of").GetString(), root.GetProperty("horizon").GetInt32(), root.GetProperty("source").GetString()));
        JsonElement purchases = root.GetProperty("purchase_model");
        Assert.Equal("bg_nbd", purchases.GetProperty("name").GetString());
        Assert.Equal(["r", "alpha", "a", "b"], purchases.GetProperty("parameters").EnumerateObject().Select(field => field.Name));
        Assert.Equal(["p", "q", "v"], root.GetProperty("spend_model").GetProperty("parameters").EnumerateObject().Select(field => field.Name));
        Assert.True(purchases.GetProperty("converged").GetBoolean());
        Assert.Contains($"| BG/NBD log-likelihood | {purchases.GetProperty("log_likelihood").GetDouble():F4} |", Squeeze(run.Output), StringComparison.Ordinal);

        CsvFile features = CsvFile.Read(shop.Features);
        JsonElement[] customers = [.. root.GetProperty("customers").EnumerateArray()];
        Assert.Equal(features.Texts("customer_id"), customers.Select(customer => customer.GetProperty("customer_id").ToString()));
        Assert.Equal(features.Numbers("frequency"), Numbers(customers, "frequency").Select(frequency => frequency + 1));
        Assert.Equal(features.Numbers("tenure_days"), Numbers(customers, "recency"));
        Assert.Equal(features.Numbers("tenure_days").Zip(features.Numbers("recency_days"), (tenure, recency) => tenure + recency), Numbers(customers, "t"));
        Assert.Equal(features.Numbers("monetary_avg"), Numbers(customers, "monetary_value"));
        foreach (JsonElement customer in customers)
        {
            double expected = customer.GetProperty("expected_purchases").GetDouble();
            double alive = customer.GetProperty("p_alive").GetDouble();
            Assert.InRange(customer.GetProperty("purchase_probability").GetDouble(), 0, Math.Min(alive, expected));
            Assert.Equal(expected * customer.GetProperty("expected_spend").GetDouble(), customer.GetProperty("expected_value").GetDouble(), 1e-9);
            Assert.True(!customer.TryGetProperty("next_order_date", out JsonElement date) || (alive >= 0.5 && string.CompareOrdinal(date.GetString(), GeneratedShop.AsOf) > 0));
        }

        Assert.Contains(customers, customer => customer.TryGetProperty("next_order_date", out _));
    }

    [Fact]
    public async Task Btyd_Modified_DoubtsOneTimeBuyers()
    {
        (await CommandRun.Of("btyd", "--data", shop.Data, "--as-of", GeneratedShop.AsOf, "--modified", "--penalty", "0.01", "--out", Out)).Succeeded();

        JsonElement root = Read();
        Assert.Equal(("mbg_nbd", 0.01), (root.GetProperty("purchase_model").GetProperty("name").GetString(), root.GetProperty("purchase_model").GetProperty("penalty").GetDouble()));
        JsonElement[] oneTime = [.. root.GetProperty("customers").EnumerateArray().Where(customer => customer.GetProperty("frequency").GetInt32() == 0)];
        Assert.NotEmpty(oneTime);
        Assert.All(oneTime, customer => Assert.InRange(customer.GetProperty("p_alive").GetDouble(), 0, 0.999));
    }

    [Fact]
    public async Task Btyd_SummaryWithoutSpend_LeavesOutWhatItCannotKnow()
    {
        string table = _temporary.Write("table.csv", ["id,T,RECENCY,Frequency,note", .. Rows(40).Select(row => $"c{row.Id},{row.Age},{row.Recency},{row.Frequency},x")]);

        (await CommandRun.Of("btyd", "--summary", table, "--horizon-days", "10", "--out", Out)).Succeeded();

        JsonElement root = Read();
        Assert.False(root.TryGetProperty("spend_model", out _) || root.TryGetProperty("as_of", out _));
        JsonElement first = root.GetProperty("customers")[0];
        Assert.Equal("c1", first.GetProperty("customer_id").GetString());
        Assert.Equal(
            ["customer_id", "frequency", "recency", "t", "expected_purchases", "purchase_probability", "p_alive"], first.EnumerateObject().Select(field => field.Name));
    }

    [Theory]
    [InlineData("line 3: recency is -1, expected 0 or more", "2,3,-1,9,5")]
    [InlineData("line 3: T is missing, expected 0 or more", "2,3,1,,5")]
    [InlineData("line 3: frequency is missing, expected 0 or more", "2,nan,1,9,5")]
    [InlineData("line 3: column T: 'inf' is not a finite number", "2,3,1,inf,5")]
    [InlineData("line 3: frequency is 1.5, expected a whole number of repeat purchases", "2,1.5,1,9,5")]
    [InlineData("line 3: recency 10 exceeds T 9: the last purchase cannot come after the end", "2,3,10,9,5")]
    [InlineData("line 3: recency is 4 without a repeat purchase, expected 0", "2,0,4,9,5")]
    [InlineData("line 3: monetary_value is 0, expected a mean spend above 0", "2,3,1,9,0")]
    [InlineData("line 3: monetary_value is missing, expected a mean spend above 0", "2,3,1,9,")]
    [InlineData("line 3: customer 1 stands twice", "1,3,1,9,5")]
    [InlineData("line 3: ID is empty", ",3,1,9,5")]
    public async Task Btyd_WrongRow_IsToldInOneLine(string line, string row)
    {
        string table = _temporary.Write("table.csv", "ID,frequency,recency,T,monetary_value", "1,3,1,9,5", row);

        (await CommandRun.Of("btyd", "--summary", table, "--out", Out)).Failed(ExitCodes.WrongInput, $"{table}, {line}");

        Assert.Equal(["table.csv"], _temporary.Entries());
    }

    [Fact]
    public async Task Btyd_DataThatCannotBeFitted_IsToldInOneLine()
    {
        await Fails("there are 9 customers, a fit needs at least 10", Rows(9));
        await Fails("no customer has a repeat purchase", Rows(40).Select(row => row with { Frequency = 0, Recency = 0 }));
        await Fails("all customers have the same frequency, recency and age", Rows(40).Select(row => row with { Frequency = 2, Recency = 3, Age = 9 }));
        await Fails("all repeat buyers have the same mean spend, 7", Rows(40).Select(row => row with { Spend = 7 }));
        await Fails("there are 5 customers with a repeat purchase, a fit of spend needs at least 10", Rows(40).Select(row => row.Id > 5 ? row with { Frequency = 0, Recency = 0 } : row));
        string table = _temporary.Write("table.csv", "ID,frequency,T", "1,1,1");
        (await CommandRun.Of("btyd", "--summary", table, "--out", Out))
            .Failed(ExitCodes.WrongInput, $"{table}: the header lacks the column recency, expected ID, frequency, recency, T and perhaps monetary_value");
        table = _temporary.Write("table.csv", "ID,customer_id,frequency,recency,T", "1,1,1,1,1");
        (await CommandRun.Of("btyd", "--summary", table, "--out", Out)).Failed(ExitCodes.WrongInput, $"{table}: the columns ID and customer_id mean the same, expected one of them");
        CommandRun early = await CommandRun.Of("btyd", "--data", shop.Data, "--as-of", "2019-12-31", "--out", Out);
        early.Failed(ExitCodes.WrongInput, $"{shop.Data}: there are 0 customers, a fit needs at least 10");
        Assert.Equal(["table.csv"], _temporary.Entries());

        async Task Fails(string message, IEnumerable<Row> rows)
        {
            string path = _temporary.Write("table.csv", ["ID,frequency,recency,T,monetary_value", .. rows.Select(row => $"{row.Id},{row.Frequency},{row.Recency},{row.Age},{row.Spend}")]);
            (await CommandRun.Of("btyd", "--summary", path, "--out", Out)).Failed(ExitCodes.WrongInput, $"{path}: {message}");
        }
    }

    [Theory]
    [InlineData("Either --data or --summary must be given. See clv btyd --help.")]
    [InlineData("Either --data or --summary must be given. See clv btyd --help.", "--data", "a.csv", "--as-of", "2010-11-30", "--summary", "b.csv")]
    [InlineData("--data needs --as-of. See clv btyd --help.", "--data", "a.csv")]
    [InlineData("--as-of belongs to --data; a table of summaries has no date. See clv btyd --help.", "--summary", "a.csv", "--as-of", "2010-11-30")]
    [InlineData("--penalty: '-1' is not a number of at least 0. See clv btyd --help.", "--summary", "a.csv", "--penalty", "-1")]
    [InlineData("--horizon-days: '0' is not a whole number from 1 to 36500. See clv btyd --help.", "--summary", "a.csv", "--horizon-days", "0")]
    public async Task Btyd_WrongArguments_AreToldInOneLine(string line, params string[] args)
    {
        (await CommandRun.Of(["btyd", "--out", Out, .. args])).Failed(ExitCodes.WrongArguments, line);
        Assert.Empty(_temporary.Entries());
    }

    [Fact]
    public async Task Btyd_Cdnow_GivesThePublishedParametersAndForecasts()
    {
        SkipWithoutData();
        string table = Path.Combine(Path.GetDirectoryName(ReferenceData.OnlineRetail)!, "cdnow_customers_summary.csv");

        (await CommandRun.Of("btyd", "--summary", table, "--horizon-days", "39", "--out", Out)).Succeeded();

        JsonElement root = Read();
        JsonElement model = root.GetProperty("purchase_model");
        Assert.Equal(
            ["r 0.2426", "alpha 4.4135", "a 0.7929", "b 2.4258"], model.GetProperty("parameters").EnumerateObject().Select(field => $"{field.Name} {field.Value.GetDouble():F4}"));
        Assert.Equal(-9582.4256, model.GetProperty("log_likelihood").GetDouble(), 5e-5);
        Dictionary<string, JsonElement> customers = root.GetProperty("customers").EnumerateArray().ToDictionary(customer => customer.GetProperty("customer_id").ToString());
        Assert.Equal(2357, customers.Count);
        CsvFile examples = CsvFile.Read(ReferenceData.Golden("cdnow_bgnbd_examples.csv"));
        for (int row = 0; row < examples.Rows; row++)
        {
            JsonElement customer = customers[examples.Texts("customer")[row]];
            Assert.Equal(examples.Numbers("expected_purchases_39w")[row], customer.GetProperty("expected_purchases").GetDouble(), 1e-6);
            Assert.Equal(examples.Numbers("p_alive")[row], customer.GetProperty("p_alive").GetDouble(), 1e-6);
        }
    }

    [Fact]
    public async Task Btyd_OnlineRetail_SummarisesTheTestCustomersAsTheOriginalDid()
    {
        SkipWithoutData();

        (await CommandRun.Of("btyd", "--data", ReferenceData.OnlineRetail, "--as-of", "2010-11-30", "--out", Out)).Succeeded();

        Dictionary<string, JsonElement> customers = Read().GetProperty("customers").EnumerateArray().ToDictionary(customer => customer.GetProperty("customer_id").ToString());
        CsvFile expected = CsvFile.Read(ReferenceData.Golden("bgnbd_test_predictions.csv"));
        JsonElement[] found = [.. expected.Texts("customer_id").Select(id => customers[id])];
        Assert.Equal((4249, 563), (customers.Count, found.Length));
        Assert.Equal(expected.Numbers("frequency"), Numbers(found, "frequency"));
        Assert.Equal(expected.Numbers("recency"), Numbers(found, "recency"));
        Assert.Equal(expected.Numbers("T"), Numbers(found, "t"));
        Assert.All(expected.Numbers("monetary_value").Zip(Numbers(found, "monetary_value")), pair => Assert.Equal(1, pair.First / pair.Second, 1e-14));
    }

    private static IEnumerable<Row> Rows(int count) =>
        Enumerable.Range(1, count).Select(i => new Row(i, 1 + (i % 4), 5 + (i * 7 % 11), 20 + (i * 5 % 13), 10 + (i * 3 % 17)));

    private static double[] Numbers(IEnumerable<JsonElement> customers, string field) => [.. customers.Select(customer => customer.GetProperty(field).GetDouble())];

    private static string Squeeze(string table) => string.Join(' ', table.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static void SkipWithoutData()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }
    }

    private JsonElement Read()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Out));
        return document.RootElement.Clone();
    }

    private sealed record Row(int Id, int Frequency, double Recency, double Age, double Spend);
}
