using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Learning.Tests.Monitoring;

public sealed class PopulationStabilityTests
{
    [Fact]
    public void OfCounts_RandomCounts_IsTheTextbookSum()
    {
        MersenneTwister random = new(7);
        for (int run = 0; run < 200; run++)
        {
            int bins = 1 + (int)(random.NextDouble() * 12);
            long[] then = [.. Enumerable.Range(0, bins).Select(_ => (long)(random.NextDouble() * 400))];
            long[] now = [.. Enumerable.Range(0, bins).Select(_ => (long)(random.NextDouble() * 90))];

            Assert.Equal(Slowly(then, now), PopulationStability.OfCounts(then, now), 1e-12);
        }
    }

    [Fact]
    public void OfCounts_WorkedExample_IsThatOfTheHand()
    {
        // Shares 0.5 and 0.5 against 0.8 and 0.2: 0.3 ln 1.6 + 0.3 ln 2.5, up to what half a customer in a million does.
        Assert.Equal((0.3 * Math.Log(1.6)) + (0.3 * Math.Log(2.5)), PopulationStability.OfCounts([500_000, 500_000], [800_000, 200_000]), 1e-5);
    }

    [Fact]
    public void OfCounts_EmptyBinOrSide_IsFinite()
    {
        Assert.InRange(PopulationStability.OfCounts([100, 0], [0, 100]), 1, 20);
        Assert.Equal(0, PopulationStability.OfCounts([100, 5], [0, 0]));
        Assert.Equal(0, PopulationStability.OfCounts([40, 60], [40, 60]), 1e-15);
        Assert.Throws<ArgumentException>(() => PopulationStability.OfCounts([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => PopulationStability.OfCounts([], []));
    }

    [Fact]
    public void OfCounts_NoDriftAtTheFewestCustomers_IsSeldomWatched()
    {
        MersenneTwister random = new(11);
        int watched = 0;
        for (int run = 0; run < 1_000; run++)
        {
            watched += PopulationStability.OfCounts(Draw(2_000), Draw(PopulationStability.FewestCustomers)) >= PopulationStability.Watch ? 1 : 0;
        }

        Assert.InRange(watched, 1, 50);

        long[] Draw(int customers)
        {
            long[] counts = new long[10];
            for (int customer = 0; customer < customers; customer++)
            {
                counts[(int)(random.NextDouble() * 10)]++;
            }

            return counts;
        }
    }

    [Fact]
    public void TermsOfShares_AmountsOfAnotherScale_HaveNone()
    {
        Assert.All(PopulationStability.TermsOfShares([1, 2, 0], [10, 20, 0]), term => Assert.Equal(0, term, 1e-15));
        double[] terms = PopulationStability.TermsOfShares([0.75, 0.25], [0.25, 0.75]);
        Assert.Equal(2 * 0.5 * Math.Log(3), terms.Sum(), 1e-3);
        Assert.Equal([0, 0], PopulationStability.TermsOfShares([0, 0], [1, 1]));
    }

    [Theory]
    [InlineData(0.09, 200, DriftLevel.Ok)]
    [InlineData(0.1, 200, DriftLevel.Watch)]
    [InlineData(0.25, 200, DriftLevel.Alert)]
    [InlineData(9, 199, DriftLevel.Unknown)]
    public void LevelOf_Index_FollowsTheThresholds(double index, int live, DriftLevel expected) =>
        Assert.Equal(expected, PopulationStability.LevelOf(index, 1_000, live));

    private static double Slowly(long[] then, long[] now)
    {
        if (then.Sum() == 0 || now.Sum() == 0)
        {
            return 0;
        }

        double index = 0;
        for (int bin = 0; bin < then.Length; bin++)
        {
            double p = (then[bin] + 0.5) / then.Select(count => count + 0.5).Sum();
            double q = (now[bin] + 0.5) / now.Select(count => count + 0.5).Sum();
            index += (q - p) * (Math.Log(q) - Math.Log(p));
        }

        return index;
    }
}
