using System.Net;
using System.Text.Json;

namespace ClvActors.Orleans.Tests.Processes;

/// <summary>Sends batches to whichever silo takes them: after a failure the same batch goes to another one, until it is acknowledged.</summary>
internal sealed class BatchSender(Func<IReadOnlyList<SiloProcess>> silos)
{
    private const int MostTries = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan MarkLimit = TimeSpan.FromMinutes(5);

    private readonly Dictionary<int, TaskCompletionSource> _marks = [];
    private int _acknowledged;
    private int _tries;

    /// <summary>Batches that were acknowledged.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Requests that were not acknowledged, so that the batch was sent again.</summary>
    public int Repeated => Volatile.Read(ref _tries) - Acknowledged;

    /// <summary>Completes once so many batches have been acknowledged; asked for while nothing is being sent.</summary>
    public Task At(int acknowledged)
    {
        TaskCompletionSource mark = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _marks.Add(acknowledged, mark);
        return mark.Task.WaitAsync(MarkLimit);
    }

    /// <summary>Sends every client's batches side by side.</summary>
    public Task SendAsync(IReadOnlyList<IReadOnlyList<byte[]>> clients) => Task.WhenAll(clients.Select((batches, client) => Task.Run(async () =>
    {
        for (int index = 0; index < batches.Count; index++)
        {
            await SendAsync(batches[index], client + index);
        }
    })));

    private async Task SendAsync(byte[] batch, int turn)
    {
        string last = "";
        for (int attempt = 0; attempt < MostTries; attempt++)
        {
            IReadOnlyList<SiloProcess> there = silos();
            SiloProcess silo = there[(turn + attempt) % there.Count];
            Interlocked.Increment(ref _tries);
            try
            {
                using ByteArrayContent body = StreamedShop.BodyOf(batch);
                using CancellationTokenSource limit = new(Patience);
                using HttpResponseMessage answer = await silo.Client.PostAsync("/api/transactions", body, limit.Token);
                last = await answer.Content.ReadAsStringAsync(limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    Note();
                    return;
                }

                Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}: {last}");
                ErrorShape.Assert(last);
            }
            catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or IOException or JsonException)
            {
                last = lost.Message;
            }
        }

        Assert.Fail($"A batch was not acknowledged in {MostTries} tries; the last said: {last}");
    }

    private void Note()
    {
        int acknowledged = Interlocked.Increment(ref _acknowledged);
        if (_marks.TryGetValue(acknowledged, out TaskCompletionSource? mark))
        {
            mark.TrySetResult();
        }
    }
}
