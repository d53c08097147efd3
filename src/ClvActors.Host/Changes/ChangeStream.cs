using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using ClvActors.Domain.Service;
using ClvActors.Host.Api.Answers;
using ClvActors.Host.Json;

namespace ClvActors.Host.Changes;

/// <summary>Writes the change feed as server-sent events (WHATWG HTML, section 9.2).</summary>
/// <remarks>
/// Own code because the framework's writer knows no comments, and without a heartbeat neither side notices a dead connection.
/// </remarks>
internal static class ChangeStream
{
    /// <summary>Name of the events.</summary>
    public const string EventName = "value_change";

    /// <summary>After how long without a change a comment is sent.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    private const int FlushSize = 1 << 14;

    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes changes until the feed ends or is cancelled.</summary>
    /// <param name="output">The response.</param>
    /// <param name="service">Gives the feed.</param>
    /// <param name="start">Where the feed starts; told first, so that a client that reconnects before any change misses none.</param>
    /// <param name="time">Measures the heartbeat.</param>
    /// <param name="cancellation">Ends the stream.</param>
    public static async Task WriteAsync(
        PipeWriter output, ICustomerValueService service, ChangePosition start, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using IAsyncEnumerator<ValueChange> feed = service.ChangesAsync(start, ending.Token).GetAsyncEnumerator(ending.Token);
        Task<bool> next = Task.FromResult(true);
        try
        {
            Encoding.UTF8.GetBytes($"retry: 2000\nid: {start}\n\n", output);
            await output.FlushAsync(cancellation);
            using Utf8JsonWriter json = new(output, WriterOptions);
            while (true)
            {
                next = feed.MoveNextAsync().AsTask();
                if (!next.IsCompleted)
                {
                    await output.FlushAsync(cancellation);
                }

                while (!await CompletesAsync(next, time, cancellation))
                {
                    Encoding.UTF8.GetBytes(": heartbeat\n\n", output);
                    await output.FlushAsync(cancellation);
                }

                if (!await next)
                {
                    return;
                }

                WriteChange(output, json, feed.Current);
                if (output.UnflushedBytes >= FlushSize)
                {
                    await output.FlushAsync(cancellation);
                }
            }
        }
        catch (Exception unanswered) when (unanswered is TimeoutException or ServiceUnavailableException)
        {
            // The stream ends without an error; the client comes back with the last position it saw.
        }
        finally
        {
            // A feed must not be disposed while a step of it runs.
            await ending.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task<bool> CompletesAsync(Task<bool> next, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            await next.WaitAsync(Heartbeat, time, cancellation);
            return true;
        }
        catch (TimeoutException) when (!next.IsCompleted)
        {
            return false;
        }
    }

    private static void WriteChange(PipeWriter output, Utf8JsonWriter json, ValueChange change)
    {
        Encoding.UTF8.GetBytes($"id: {change.Position}\nevent: {EventName}\ndata: ", output);
        json.Reset();
        JsonSerializer.Serialize(json, ChangeAnswer.Of(change), ApiJson.Default.ChangeAnswer);
        json.Flush();
        Encoding.UTF8.GetBytes("\n\n", output);
    }
}
