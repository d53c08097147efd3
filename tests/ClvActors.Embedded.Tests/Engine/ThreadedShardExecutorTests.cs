using ClvActors.Embedded.Engine;

namespace ClvActors.Embedded.Tests.Engine;

public sealed class ThreadedShardExecutorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Run_ManyTimes_JoinsAllShardsEachTime(int shards)
    {
        using ThreadedShardExecutor executor = new(shards);
        long[] calls = new long[shards];
        for (int run = 1; run <= 20_000; run++)
        {
            // Written without any synchronisation of their own: the join must make them visible.
            executor.Run(shards, shard => calls[shard]++);
            for (int shard = 0; shard < shards; shard++)
            {
                Assert.True(calls[shard] == run, $"run {run} came back before shard {shard} was done");
            }
        }
    }

    [Fact]
    public void Run_AShardAlwaysRunsOnTheSameThread()
    {
        using ThreadedShardExecutor executor = new(3);
        int[] first = new int[3], later = new int[3];
        executor.Run(3, shard => first[shard] = Environment.CurrentManagedThreadId);
        executor.Run(3, shard => later[shard] = Environment.CurrentManagedThreadId);
        Assert.Equal(first, later);
        Assert.Equal(3, first.Distinct().Count());
    }

    [Fact]
    public void Run_AThrowingShard_ThrowsAfterAllAreDoneAndGoesOnWorking()
    {
        using ThreadedShardExecutor executor = new(3);
        int[] calls = new int[3];
        AggregateException error = Assert.Throws<AggregateException>(() => executor.Run(3, shard =>
        {
            calls[shard]++;
            if (shard == 1)
            {
                throw new InvalidOperationException("shard 1");
            }
        }));
        Assert.Equal("shard 1", Assert.Single(error.InnerExceptions).Message);
        executor.Run(3, shard => calls[shard]++);
        Assert.Equal([2, 2, 2], calls);
    }
}
