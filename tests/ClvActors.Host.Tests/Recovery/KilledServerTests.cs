using System.Net.Http.Headers;
using System.Text.Json;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;
using ClvActors.Files.Generation;

namespace ClvActors.Host.Tests.Recovery;

public sealed class KilledServerTests
{
    private const int Kills = 10;
    private const int Clients = 4;
    private const int Seed = 20261121;

    private const int SizeUnit = 17;

    // Powers of two of one unit: the count after a restart is a bit mask of the unanswered batches that were kept, and shows that none was halved.
    private static readonly int[] Sizes = [SizeUnit, 2 * SizeUnit, 4 * SizeUnit, 8 * SizeUnit];

    [Fact]
    public async Task Ingest_ServerKilledAtTenRandomMoments_EveryAcknowledgedLineCountsOnce()
    {
        Random random = new(Seed);
        string directory = Directory.CreateTempSubdirectory("clv-killed-").FullName;
        List<TransactionLine> lines = DistinctPurchases();
        BatchFeatures expected = new();
        lines.ForEach(expected.Add);
        Queue<TransactionLine> rest = new(lines);
        List<TransactionLine>?[] unanswered = new List<TransactionLine>?[Clients];
        long acknowledged = 0;
        try
        {
            for (int round = 0; round <= Kills; round++)
            {
                await using ServerProcess server = await ServerProcess.StartAsync(directory);
                long counted = await AcceptedAsync(server.Client);
                long surplus = counted - acknowledged;
                Assert.True(surplus >= 0 && surplus % SizeUnit == 0, $"seed {Seed}, kill {round}: {counted} lines counted, {acknowledged} acknowledged");
                long resent = 0;
                for (int client = 0; client < Clients; client++)
                {
                    int size = unanswered[client]?.Count ?? 0;
                    bool isKept = (surplus / SizeUnit & (1 << client)) != 0;
                    if (unanswered[client] is { } batch)
                    {
                        (long accepted, long duplicates) = await PostAsync(server.Client, batch);
                        Assert.True(
                            (accepted, duplicates) == (isKept ? 0 : size, isKept ? size : 0),
                            $"seed {Seed}, kill {round}: a batch of {size} lines was half applied or counted twice ({accepted} new, {duplicates} known, surplus {surplus})");
                        resent += size;
                        unanswered[client] = null;
                    }
                }

                acknowledged += resent;
                Assert.Equal(acknowledged, await AcceptedAsync(server.Client));
                if (round < Kills)
                {
                    acknowledged += await IngestUntilKilledAsync(server, rest, unanswered, random.Next(1, 120));
                }
                else
                {
                    while (rest.Count > 0)
                    {
                        acknowledged += (await PostAsync(server.Client, Take(rest, 500))).Accepted;
                    }

                    Assert.Equal(lines.Count, acknowledged);
                    await AssertEqualsBatchPassAsync(server.Client, expected);
                }
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static List<TransactionLine> DistinctPurchases()
    {
        ShopOptions shop = new(600, Seed, new DateOnly(2024, 1, 1), new DateOnly(2024, 8, 31));
        BatchFeatures seen = new();
        List<TransactionLine> lines = [];
        foreach (TransactionLine line in new ShopGenerator(shop).Lines())
        {
            long before = seen.Counts.Accepted;
            seen.Add(line);
            if (seen.Counts.Accepted > before)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static List<TransactionLine> Take(Queue<TransactionLine> lines, int count)
    {
        List<TransactionLine> taken = [];
        while (taken.Count < count && lines.TryDequeue(out TransactionLine? line))
        {
            taken.Add(line);
        }

        return taken;
    }

    // Clients post until the server dies under them after so many answers; returns the lines that were acknowledged.
    private static async Task<long> IngestUntilKilledAsync(
        ServerProcess server, Queue<TransactionLine> rest, List<TransactionLine>?[] unanswered, int answersBeforeKill)
    {
        long acknowledged = 0;
        int answers = 0;
        Task[] clients = new Task[Clients];
        for (int index = 0; index < Clients; index++)
        {
            int client = index;
            clients[client] = Task.Run(async () =>
            {
                while (true)
                {
                    List<TransactionLine> batch;
                    lock (rest)
                    {
                        batch = rest.Count > Sizes.Sum() + 1000 ? Take(rest, Sizes[client]) : [];
                    }

                    if (batch.Count == 0)
                    {
                        return;
                    }

                    unanswered[client] = batch;
                    try
                    {
                        (long accepted, long duplicates) = await PostAsync(server.Client, batch);
                        Assert.Equal((batch.Count, 0), (accepted, duplicates));
                    }
                    catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException or JsonException or IOException)
                    {
                        return;
                    }

                    unanswered[client] = null;
                    Interlocked.Add(ref acknowledged, batch.Count);
                    if (Interlocked.Increment(ref answers) == answersBeforeKill)
                    {
                        await server.KillAsync();
                    }
                }
            });
        }

        await Task.WhenAll(clients);
        await server.KillAsync();
        return acknowledged;
    }

    private static async Task<(long Accepted, long Duplicates)> PostAsync(HttpClient client, List<TransactionLine> lines)
    {
        using MemoryStream body = new();
        using (CsvTransactionWriter writer = new(body, leaveOpen: true))
        {
            lines.ForEach(writer.Write);
            writer.Complete();
        }

        using ByteArrayContent content = new(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        using HttpResponseMessage response = await client.PostAsync("/api/transactions", content);
        string text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        using JsonDocument answer = JsonDocument.Parse(text);
        return (answer.RootElement.GetProperty("accepted").GetInt64(), answer.RootElement.GetProperty("duplicates").GetInt64());
    }

    private static async Task<long> AcceptedAsync(HttpClient client)
    {
        using JsonDocument health = JsonDocument.Parse(await client.GetStringAsync("/health"));
        return health.RootElement.GetProperty("counts").GetProperty("accepted").GetInt64();
    }

    private static async Task AssertEqualsBatchPassAsync(HttpClient client, BatchFeatures expected)
    {
        using HttpResponseMessage settled = await client.PostAsync("/api/settle", null);
        using JsonDocument health = JsonDocument.Parse(await settled.Content.ReadAsStringAsync());
        DateOnly asOf = DateOnly.Parse(health.RootElement.GetProperty("as_of").GetString()!);
        SortedDictionary<CustomerId, FeatureVector> features = expected.Compute(asOf);
        Assert.Equal(features.Count, health.RootElement.GetProperty("customers").GetInt32());
        foreach ((CustomerId id, FeatureVector vector) in features)
        {
            using JsonDocument customer = JsonDocument.Parse(await client.GetStringAsync($"/api/customer/{id}"));
            JsonElement live = customer.RootElement.GetProperty("features");
            for (int feature = 0; feature < FeatureSet.Count; feature++)
            {
                double value = live.GetProperty(FeatureSet.Names[feature]).GetDouble();
                Assert.True(value == vector[feature], $"customer {id}, {FeatureSet.Names[feature]}: {value} is not {vector[feature]}");
            }
        }
    }
}
