using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClvActors.Domain.Transactions;
using ClvActors.Host.Ingestion;

namespace ClvActors.Host.Tests.Ingestion;

public sealed class BodyParserTests
{
    private static readonly string[] Texts =
    [
        "", " ", "536365", "C536365", "85123A", "caf\u00e9 \u2764", "\ud83d\ude00", "a\"b\\c/d", "tab\there", "line\nbreak", "  two  spaces ", "\u0001", "\ud800", "12.0", "2010-12-01 08:26:00",
        "2010-12-01T08:26:00Z", "United Kingdom", "null", new string('x', 1_000), new string('y', 1_001), new string('\u00e9', 7_000),
    ];

    private static readonly string[] Numbers = ["0", "6", "-3", "2.55", "2.5500", "13085.0", "1e2", "1.5E-1", "0.00001", "999999999999999", "1e400", "85123"];

    private static readonly string[] Names =
    [
        "Invoice", "InvoiceNo", "invoice_no", "StockCode", "stock_code", "Description", "Quantity", "InvoiceDate", "invoice_date", "Price", "UnitPrice", "unit_price", "Customer ID",
        "CustomerID", "customer_id", "Country", "line_id", "LineId", "other", "Invoice\u0044ate", "",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Parse_RandomObjects_AgreesWithADocumentReader(int seed)
    {
        Random random = new(seed);
        BodyParser parser = new(TimeZoneInfo.Utc);
        List<string> objects = [.. Enumerable.Range(0, 400).Select(_ => RandomObject(random))];

        ParsedBody fromLines = parser.Parse(BodyFormat.JsonLines, Encoding.UTF8.GetBytes(string.Join('\n', objects)));
        ParsedBody fromArray = parser.Parse(BodyFormat.JsonArray, Encoding.UTF8.GetBytes($"[{string.Join(",\n ", objects)}]"));

        List<TransactionLine> expected = [];
        foreach (string text in objects)
        {
            if (PlainRead(text) is { } line)
            {
                expected.Add(line);
            }
        }

        Assert.True(expected.Count > 20, $"seed {seed}: too few well-formed lines to mean anything, {expected.Count}");
        Assert.True(expected.Count < 380, $"seed {seed}: too few malformed lines to mean anything");
        Assert.Equal(expected, fromLines.ToBatch().Lines);
        Assert.Equal(expected, fromArray.ToBatch().Lines);
        Assert.Equal(400, fromLines.Count);
        Assert.Equal(400 - expected.Count, fromArray.ToBatch().MalformedLines);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public void Parse_DamagedLines_LosesNoNeighbour(int seed)
    {
        Random random = new(seed);
        BodyParser parser = new(TimeZoneInfo.Utc);
        List<byte> body = [];
        List<string> sound = [];
        for (int line = 0; line < 500; line++)
        {
            byte[] text = Encoding.UTF8.GetBytes(Serving.Sales.Json("i" + line));
            if (random.Next(3) == 0)
            {
                for (int damage = 0; damage < 1 + random.Next(3); damage++)
                {
                    byte odd = (byte)random.Next(256);
                    text[random.Next(text.Length)] = odd == (byte)'\n' ? (byte)0xFF : odd;
                }
            }
            else
            {
                sound.Add("i" + line);
            }

            body.AddRange(text);
            body.Add((byte)'\n');
        }

        ParsedBody parsed = parser.Parse(BodyFormat.JsonLines, body.ToArray());

        Assert.Equal(500, parsed.Count);
        Assert.Empty(sound.Except(parsed.ToBatch().Lines.Select(line => line.Invoice)));
    }

    [Fact]
    public void Parse_NameWithEscapes_IsRecognised()
    {
        string text = Serving.Sales.Json("7").Replace("\"Invoice\"", "\"Inv\\u006fice\"", StringComparison.Ordinal);

        ParsedBody parsed = new BodyParser(TimeZoneInfo.Utc).Parse(BodyFormat.JsonLines, Encoding.UTF8.GetBytes(text));

        Assert.Equal("7", parsed.ToBatch().Lines.Single().Invoice);
    }

    [Fact]
    public void Parse_TimeWithOffset_IsConvertedToTheZone()
    {
        string text = Serving.Sales.Json("7").Replace("2010-12-01 08:26:00", "2010-12-01T23:30:00Z", StringComparison.Ordinal);

        ParsedBody parsed = new BodyParser(TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x")).Parse(BodyFormat.JsonLines, Encoding.UTF8.GetBytes(text));

        Assert.Equal(new DateTime(2010, 12, 2, 1, 30, 0), parsed.ToBatch().Lines.Single().Time);
    }

    private static string RandomObject(Random random)
    {
        JsonObject made = (JsonObject)JsonNode.Parse(Serving.Sales.Json("536365"))!;
        for (int change = random.Next(3); change > 0; change--)
        {
            string name = Names[random.Next(Names.Length)];
            JsonNode? value = random.Next(8) switch
            {
                0 => null,
                1 => JsonValue.Create(random.Next(2) == 0),
                2 => new JsonArray(1, new JsonObject { ["Invoice"] = 3 }),
                3 => new JsonObject { ["Quantity"] = 5 },
                4 => JsonNode.Parse(Numbers[random.Next(Numbers.Length)]),
                _ => JsonValue.Create(Texts[random.Next(Texts.Length)]),
            };
            made[name] = value;
        }

        // Lone surrogates do not survive the writer; they are put in as escapes afterwards.
        string text = made.ToJsonString();
        return random.Next(20) == 0 ? text.Replace("WHITE", "W\\ud800", StringComparison.Ordinal) : text;
    }

    /// <summary>The rules in plain words over a document.</summary>
    private static TransactionLine? PlainRead(string text)
    {
        TransactionFields fields = default;
        HashSet<TransactionColumn> seen = [];
        using JsonDocument document = JsonDocument.Parse(text);
        foreach (JsonProperty property in document.RootElement.EnumerateObject())
        {
            if (!TransactionColumns.TryRecognise(property.Name, out TransactionColumn column))
            {
                continue;
            }

            if (!seen.Add(column))
            {
                return null;
            }

            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Null:
                    break;
                case JsonValueKind.String:
                    if (property.Value.GetRawText().Contains("\\ud800", StringComparison.OrdinalIgnoreCase))
                    {
                        return null;
                    }

                    fields[column] = TransactionField.Text(property.Value.GetString());
                    break;
                case JsonValueKind.Number when column is TransactionColumn.Price or TransactionColumn.Quantity || property.Value.GetRawText().AsSpan().ContainsAny('e', 'E'):
                    fields[column] = TransactionField.Number(property.Value.GetDouble());
                    break;
                case JsonValueKind.Number:
                    fields[column] = TransactionField.Text(property.Value.GetRawText());
                    break;
                default:
                    return null;
            }
        }

        return new TransactionLineParser(TimeZoneInfo.Utc).TryParse(fields, out TransactionLine? line, out _) ? line : null;
    }
}
