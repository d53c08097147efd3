namespace ClvActors.Embedded.Tests.Engine;

/// <summary>Waits that tell what did not happen.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    public static async Task Until(this Task task, string what)
    {
        try
        {
            await task.WaitAsync(Longest);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"After {Longest.TotalSeconds} s still not: {what}.");
        }
    }

    public static async Task<T> Until<T>(this Task<T> task, string what)
    {
        await ((Task)task).Until(what);
        return await task;
    }
}
