using System.Net;
using ClvActors.Orleans.Aggregation;

namespace ClvActors.Orleans.Tests.Aggregation;

public sealed class OpenBatchesTests
{
    private static readonly SiloAddress[] Silos = [.. Enumerable.Range(1, 3).Select(port => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, port), 1))];

    [Fact]
    public void ToldThrough_NothingOpen_IsTheNewest()
    {
        OpenBatches open = new();
        Assert.Equal((0L, 0L), (open.Newest, open.ToldThrough));
        open.StartAfter(10_000, 10_000);
        Assert.Equal((10_000L, 10_000L), (open.Newest, open.ToldThrough));
        Assert.Equal(10_001, open.Open(Silos[0], 0));
        Assert.Equal(10_000, open.ToldThrough);
        open.Close(10_001);
        Assert.Equal(10_001, open.ToldThrough);
    }

    [Fact]
    public void StartAfter_MoreThanWasTold_WaitsUntilPartitionsHaveRead()
    {
        OpenBatches open = new();
        open.StartAfter(10_000, 8_500);
        Assert.True(open.HasLost);
        Assert.Equal(8_500, open.ToldThrough);
        open.Forget(open.Lost());
        Assert.False(open.HasLost);
        Assert.Equal(10_000, open.ToldThrough);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void ToldThrough_RandomSteps_IsBeforeTheOldestThatIsOpenOrLost(int seed)
    {
        Random random = new(seed);
        OpenBatches open = new();
        List<(long Sequence, SiloAddress Silo, long Started)> plain = [];
        HashSet<long> lost = [];
        long told = 0;
        for (int step = 0; step < 2_000; step++)
        {
            switch (random.Next(20))
            {
                case < 10:
                    SiloAddress silo = Silos[random.Next(Silos.Length)];
                    plain.Add((open.Open(silo, step), silo, step));
                    break;
                case < 17:
                    if (plain.Count > 0)
                    {
                        int at = random.Next(plain.Count);
                        open.Close(plain[at].Sequence);
                        plain.RemoveAt(at);
                    }

                    break;
                case 17:
                    SiloAddress dead = Silos[random.Next(Silos.Length)];
                    lost.UnionWith(plain.Where(batch => batch.Silo == dead).Select(batch => batch.Sequence));
                    Assert.Equal(plain.RemoveAll(batch => batch.Silo == dead), open.LoseThose(dead.Equals, _ => false));
                    break;
                case 18:
                    int limit = step - 300;
                    lost.UnionWith(plain.Where(batch => batch.Started < limit).Select(batch => batch.Sequence));
                    Assert.Equal(plain.RemoveAll(batch => batch.Started < limit), open.LoseThose(_ => false, started => started < limit));
                    break;
                default:
                    Assert.Equal(lost.Order(), open.Lost());
                    open.Forget(open.Lost());
                    lost.Clear();
                    break;
            }

            Assert.All(plain, batch => Assert.True(open.IsOpen(batch.Sequence)));
            long expected = plain.Select(batch => batch.Sequence).Concat(lost).DefaultIfEmpty(open.Newest + 1).Min() - 1;
            Assert.True(expected == open.ToldThrough, $"seed {seed}, step {step}: {open.ToldThrough}, expected {expected}");
            Assert.True(open.ToldThrough >= told, $"seed {seed}, step {step}: what was told is taken back");
            told = open.ToldThrough;
        }
    }
}
