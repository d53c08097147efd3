using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;

namespace ClvActors.CommandLine.Replay;

/// <summary>Replays to a running server over HTTP, one batch at a time so that their order is kept.</summary>
/// <remarks>A batch that got no answer is sent again: ingestion counts a line once however often it comes.</remarks>
internal sealed class ServerTarget(Uri server, TimeProvider time) : IReplayTarget
{
    private const int Attempts = 6;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    private readonly HttpClient _client = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(5) };

    /// <inheritdoc/>
    public int BatchesUnderWay => 1;

    /// <inheritdoc/>
    public async Task<BatchCounts> SendAsync(TransactionBatch batch, CancellationToken cancellation)
    {
        byte[] body = ToCsv(batch);
        JsonElement answer = await CallAsync(
            () =>
            {
                ByteArrayContent content = new(body);
                content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
                return new HttpRequestMessage(HttpMethod.Post, "/api/transactions") { Content = content };
            },
            cancellation);
        BatchCounts counts = new()
        {
            Accepted = answer.GetProperty("accepted").GetInt64(),
            Late = answer.GetProperty("late").GetInt64(),
            Duplicates = answer.GetProperty("duplicates").GetInt64(),
            Conflicting = answer.GetProperty("conflicting").GetInt64(),
        };
        foreach (JsonProperty reason in answer.GetProperty("rejected").EnumerateObject())
        {
            counts.Reject(reason.Name, reason.Value.GetInt64());
        }

        return counts;
    }

    /// <inheritdoc/>
    public async Task AdvanceAsOfAsync(DateOnly asOf, CancellationToken cancellation) =>
        _ = await CallAsync(
            () => new HttpRequestMessage(HttpMethod.Post, "/api/as-of")
            {
                Content = JsonContent.Create(new Dictionary<string, string> { ["as_of"] = asOf.ToString("yyyy-MM-dd") }),
            },
            cancellation);

    /// <inheritdoc/>
    public async Task<TargetStatus> SettleAsync(CancellationToken cancellation) =>
        StatusOf(await CallAsync(() => new HttpRequestMessage(HttpMethod.Post, "/api/settle"), cancellation));

    /// <inheritdoc/>
    public async Task<TargetStatus> StatusAsync(CancellationToken cancellation) =>
        StatusOf(await CallAsync(() => new HttpRequestMessage(HttpMethod.Get, "/health"), cancellation));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TargetStatus StatusOf(JsonElement health) =>
        new(
            health.TryGetProperty("as_of", out JsonElement asOf) ? asOf.GetString() ?? "" : "",
            health.GetProperty("clock").GetString() == "wall",
            health.GetProperty("customers").GetInt32(),
            health.GetProperty("counts").GetProperty("invoices_accepted").GetInt64(),
            health.GetProperty("counts").GetProperty("invoices_rescored").GetInt64(),
            health.GetProperty("log").GetProperty("syncs").GetInt64(),
            health.GetProperty("log").TryGetProperty("file_system", out JsonElement fileSystem) ? fileSystem.GetString() ?? "" : "");

    // A line that could not be read goes out as a line of empty fields, which the server counts as malformed too.
    private static byte[] ToCsv(TransactionBatch batch)
    {
        using MemoryStream stream = new();
        bool writesLineId = batch.Lines.Any(line => line.LineId is not null);
        using (CsvTransactionWriter writer = new(stream, leaveOpen: true, writesLineId))
        {
            foreach (TransactionLine line in batch.Lines)
            {
                writer.Write(line);
            }

            writer.Complete();
        }

        for (int line = 0; line < batch.MalformedLines; line++)
        {
            stream.Write(writesLineId ? ",,,,,,,,\n"u8 : ",,,,,,,\n"u8);
        }

        return stream.ToArray();
    }

    private async Task<JsonElement> CallAsync(Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        TimeSpan pause = FirstPause;
        for (int attempt = 1; ; attempt++)
        {
            string problem;
            try
            {
                using HttpRequestMessage message = request();
                using HttpResponseMessage response = await _client.SendAsync(message, cancellation);
                string text = await response.Content.ReadAsStringAsync(cancellation);
                if (response.IsSuccessStatusCode)
                {
                    return JsonDocument.Parse(text).RootElement;
                }

                problem = $"{message.RequestUri} answered {(int)response.StatusCode}: {Shorten(text)}";
                if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.InsufficientStorage or HttpStatusCode.TooManyRequests))
                {
                    throw new WrongInputException($"{server} refused a request: {problem}");
                }
            }
            catch (HttpRequestException unreachable)
            {
                problem = unreachable.Message;
            }
            catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
            {
                problem = $"no answer within {_client.Timeout.TotalMinutes:0} minutes";
            }
            catch (JsonException noJson)
            {
                throw new WrongInputException($"{server} does not answer like a ClvActors server: {noJson.Message}");
            }

            if (attempt == Attempts)
            {
                throw new WrongInputException($"{server} cannot be reached: {problem}");
            }

            await Task.Delay(pause, time, cancellation);
            pause *= 2;
        }
    }

    private static string Shorten(string text) => text.Length <= 300 ? text : text[..300];
}
