using ClvActors.Orleans.Partitions;

namespace ClvActors.Orleans.Tests.Partitions;

public sealed class ValueRungsTests
{
    [Fact]
    public void Rungs_AnyValues_CountExactlyAndSpaceEvenly()
    {
        for (int seed = 1; seed <= 100; seed++)
        {
            Random random = new(seed);
            int count = random.Next(1, 200);
            int distinct = random.Next(1, 60);
            PopulationPartition partition = new();
            double[] values = [.. Enumerable.Range(0, count).Select(_ => random.Next(distinct) / 4.0)];
            for (int customer = 0; customer < count; customer++)
            {
                partition.Apply(SampleEntries.Entry($"{customer}", value: values[customer]));
            }

            int most = random.Next(2, 40);
            int otherwise = random.Next(1, most + 1);
            ValueRungs rungs = partition.Rungs(most, otherwise);
            double[] all = [.. values.Distinct().Order()];
            Assert.True(rungs.IsExact == all.Length <= most, $"seed {seed}: {all.Length} values, {most} rungs");
            Assert.True(!rungs.IsExact || all.SequenceEqual(rungs.Values), $"seed {seed}: values are missing");
            Assert.True(rungs.Values.Length <= (rungs.IsExact ? most : otherwise) && rungs.Values[^1] == all[^1], $"seed {seed}: {rungs.Values.Length} rungs up to {rungs.Values[^1]}");
            Assert.Equal(rungs.Values.Select(value => values.Count(other => other <= value)), rungs.UpTo);

            // Between two rungs lie at most the customers of one even share.
            for (int rung = 0; rung < rungs.Values.Length; rung++)
            {
                int between = values.Count(value => value < rungs.Values[rung]) - (rung == 0 ? 0 : rungs.UpTo[rung - 1]);
                Assert.True(between <= (rungs.IsExact ? 0 : (count / otherwise) + 1), $"seed {seed}: {between} of {count} customers between rungs");
            }
        }
    }

    [Fact]
    public void Rungs_NobodyScored_AreNone()
    {
        ValueRungs rungs = new PopulationPartition().Rungs(2, 2);
        Assert.Empty(rungs.Values);
        Assert.True(rungs.IsExact);
    }
}
