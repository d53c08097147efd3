namespace ClvActors.Operations.Tests;

/// <summary>Asks another program again and again until it has come to something.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until a question has no objection left.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="limit">The longest wait.</param>
    /// <param name="objection">Says what is still missing; null when nothing is. An unreachable program counts as missing.</param>
    public static async Task UntilAsync(string what, TimeSpan limit, Func<CancellationToken, Task<string?>> objection)
    {
        using CancellationTokenSource cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        cancellation.CancelAfter(limit);
        using PeriodicTimer timer = new(Pause);
        string? last = "it was never asked";
        try
        {
            while (true)
            {
                try
                {
                    last = await objection(cancellation.Token);
                    if (last is null)
                    {
                        return;
                    }
                }
                catch (HttpRequestException unreachable)
                {
                    last = unreachable.Message;
                }

                await timer.WaitForNextTickAsync(cancellation.Token);
            }
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Waited {limit.TotalSeconds:F0} s in vain for {what}: {last}");
        }
    }
}
