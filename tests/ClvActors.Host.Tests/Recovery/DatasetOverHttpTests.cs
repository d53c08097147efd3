using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ClvActors.TestData;

namespace ClvActors.Host.Tests.Recovery;

public sealed class DatasetOverHttpTests
{
    private const int LinesPerPost = 60_000;

    [Fact]
    public async Task Transactions_WholeDatasetInFileOrder_CountsAreTheDesigns()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        string directory = Directory.CreateTempSubdirectory("clv-dataset-").FullName;
        try
        {
            await using ServerProcess server = await ServerProcess.StartAsync(directory);
            using StreamReader file = new(new GZipStream(File.OpenRead(ReferenceData.OnlineRetail), CompressionMode.Decompress));
            string header = (await file.ReadLineAsync(TestContext.Current.CancellationToken))!;
            StringBuilder body = new();
            int lines = 0;
            while (await file.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
            {
                body.AppendLine(lines++ == 0 ? header + "\n" + line : line);
                if (lines == LinesPerPost)
                {
                    await PostAsync(server.Client, body);
                    lines = 0;
                }
            }

            await PostAsync(server.Client, body);
            using JsonDocument health = JsonDocument.Parse(await server.Client.GetStringAsync("/health", TestContext.Current.CancellationToken));
            JsonElement counts = health.RootElement.GetProperty("counts");
            JsonElement rejected = counts.GetProperty("rejected");
            Assert.Equal(1_067_370, counts.GetProperty("lines").GetInt64());
            Assert.Equal(766_126, counts.GetProperty("accepted").GetInt64());
            Assert.Equal(0, counts.GetProperty("late").GetInt64());
            Assert.Equal(36_553, counts.GetProperty("duplicates").GetInt64());
            Assert.Equal(11_059, counts.GetProperty("conflicting").GetInt64());
            Assert.Equal(
                [0, 243_007, 18_744, 2_877, 63, 0],
                ((string[])["malformed", "no_customer_id", "cancellation", "non_product", "price", "quantity"]).Select(reason => rejected.GetProperty(reason).GetInt64()));
            Assert.Equal(counts.GetProperty("invoices_accepted").GetInt64(), counts.GetProperty("invoices_rescored").GetInt64());
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task PostAsync(HttpClient client, StringBuilder body)
    {
        using StringContent content = new(body.ToString());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using HttpResponseMessage response = await client.PostAsync("/api/transactions", content, TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        body.Clear();
    }
}
