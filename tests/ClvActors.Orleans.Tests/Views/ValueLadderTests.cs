using ClvActors.Orleans.Views;

namespace ClvActors.Orleans.Tests.Views;

public sealed class ValueLadderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 10)]
    [InlineData(4, 500)]
    public void CountUpTo_EveryValueIsARung_CountsExactly(int seed, int values)
    {
        Random random = new(seed);
        double[] all = [.. Enumerable.Range(0, 300).Select(_ => random.Next(values) * 1.25)];
        ValueLadder ladder = LadderOf(all, isExact: true);
        Assert.Equal(300, ladder.Scored);
        foreach (double value in all.Concat([-1, 0, 0.1, 1e300, double.NegativeInfinity, double.PositiveInfinity]).Concat(all.Select(value => value + 0.5)))
        {
            Assert.True(all.Count(known => known <= value) == ladder.CountUpTo(value), $"seed {seed}: up to {value}");
        }
    }

    [Fact]
    public void CountUpTo_FewerRungsThanValues_MissesAtMostOneRung()
    {
        const int Seed = 5;
        Random random = new(Seed);
        double[] all = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble()).Order()];
        double[] rungs = [.. all.Where((_, index) => index % 10 == 9)];
        ValueLadder ladder = new(rungs, [.. rungs.Select(rung => all.Count(value => value <= rung))], IsExact: false);
        foreach (double value in all)
        {
            int missed = all.Count(known => known <= value) - ladder.CountUpTo(value);
            Assert.True(missed is >= 0 and < 10, $"seed {Seed}: {missed} missed up to {value}");
        }
    }

    [Fact]
    public void Empty_AnyValue_CountsNobody()
    {
        Assert.Equal((0, 0), (ValueLadder.Empty.Scored, ValueLadder.Empty.CountUpTo(double.PositiveInfinity)));
        Assert.True(ValueLadder.Empty.IsExact);
    }

    private static ValueLadder LadderOf(double[] all, bool isExact)
    {
        double[] rungs = [.. all.Distinct().Order()];
        return new ValueLadder(rungs, [.. rungs.Select(rung => all.Count(value => value <= rung))], isExact);
    }
}
