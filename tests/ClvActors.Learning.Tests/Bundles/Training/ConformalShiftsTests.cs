using ClvActors.Learning.Bundles;
using ClvActors.Learning.Bundles.Parts;
using ClvActors.Learning.Bundles.Training;
using ClvActors.Learning.ValueModels;

namespace ClvActors.Learning.Tests.Bundles.Training;

public sealed class ConformalShiftsTests
{
    [Fact]
    public void TwoSided_SmallExample_IsWorkedByHand()
    {
        // Misses of the upper group: max(low - score, score - high).
        double[] scores = [3.0, 4.0, 5.5, 7.0];
        double[] low = [3.5, 3.9, 4.0, 4.2];
        double[] high = [6.0, 6.1, 5.0, 6.5];

        IReadOnlyList<IntervalGroup> groups = ConformalShifts.TwoSided(scores, low, high, 0.5, [2], fewest: 1);

        // 0.5, -0.1, 0.5, 0.5: the third smallest, rank ceil(0.5 x 5). The lowest group is empty and joined upwards.
        Assert.Equal([new IntervalGroup(null, -0.5, 0.5, 4)], groups);
    }

    [Fact]
    public void TwoSided_LowEndsNearZero_BeginAtZeroAndAreCalibratedAbove()
    {
        double[] scores = [0, 0, 0, 1, 2, 3, 4, 5, 6];
        double[] low = [-1, 0, 0.5, 0, 0, 0, 0, 0, 0];
        double[] high = [4, 4, 4, 4, 4, 4, 4, 4, 4];

        IntervalGroup group = Assert.Single(ConformalShifts.TwoSided(scores, low, high, 0.8, [2, 5], fewest: 1));

        // Misses -4, -4, -4, -3, -2, -1, 0, 1, 2; rank ceil(0.8 x 10) = 8.
        Assert.Equal(new IntervalGroup(null, null, 1, 9), group);
    }

    [Fact]
    public void TwoSided_SmallGroups_AreJoinedWithTheirNeighbours()
    {
        double[] low = [.. Enumerable.Repeat(1.0, 30), .. Enumerable.Repeat(3.0, 4), .. Enumerable.Repeat(6.0, 30)];
        double[] scores = [.. low.Select(value => value + 1)];
        double[] high = [.. low.Select(value => value + 2)];

        IReadOnlyList<IntervalGroup> middle = ConformalShifts.TwoSided(scores, low, high, 0.8, [2, 5], fewest: 10);
        IReadOnlyList<IntervalGroup> top = ConformalShifts.TwoSided(scores.AsSpan(0, 34), low.AsSpan(0, 34), high.AsSpan(0, 34), 0.8, [2, 5], fewest: 10);

        Assert.Equal([(null, 30), (2, 34)], middle.Select(group => (group.Above, group.Customers)));
        Assert.Null(middle[0].LowShift);
        Assert.NotNull(middle[1].LowShift);
        Assert.Equal([(null, 34)], top.Select(group => (group.Above, group.Customers)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TwoSided_FreshRowsOfTheSameKind_AreHeldAsOftenAsPromised(int seed)
    {
        // A zero-inflated label whose quantiles the ends get wrong by a constant factor.
        Random random = new(seed);
        (double[] scores, double[] low, double[] high) = Draw(random, 2_000);
        IntervalShifts shifts = new(ConformalShifts.TwoSided(scores, low, high, 0.8, [2, 5], fewest: 50));
        (double[] fresh, double[] freshLow, double[] freshHigh) = Draw(random, 20_000);

        int held = 0;
        int heldFromZero = 0;
        int fromZero = 0;
        for (int row = 0; row < fresh.Length; row++)
        {
            (double from, double to) = shifts.Apply(freshLow[row], freshHigh[row], LogTransform.ToValue(freshLow[row]));
            double actual = LogTransform.ToValue(fresh[row]);
            bool isHeld = from <= actual && actual <= to;
            held += isHeld ? 1 : 0;
            fromZero += freshLow[row] <= 2 ? 1 : 0;
            heldFromZero += isHeld && freshLow[row] <= 2 ? 1 : 0;
        }

        Assert.InRange(held / (double)fresh.Length, 0.77, 0.83);
        Assert.InRange(heldFromZero / (double)fromZero, 0.76, 0.84);
    }

    [Fact]
    public void FromZero_RowsUpToTheValue_CountAsHeld()
    {
        double[] scores = [0, 0, 0, 3, 5];
        double[] values = [1, 1, 1, 1, 1];
        double[] high = [2, 2, 2, 2, 2];

        Assert.Equal(1, Assert.Single(ConformalShifts.FromZero(scores, values, high, 0.6)).HighShift);
        Assert.Equal(-100, Assert.Single(ConformalShifts.FromZero(scores, values, high, 0.5)).HighShift);
        Assert.Equal(3, Assert.Single(ConformalShifts.FromZero(scores, values, high, 0.99)).HighShift);
        Assert.Throws<ArgumentException>(() => ConformalShifts.FromZero([], [], [], 0.8));
    }

    private static (double[] Scores, double[] Low, double[] High) Draw(Random random, int rows)
    {
        double[] scores = new double[rows];
        double[] low = new double[rows];
        double[] high = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            double size = 8 * random.NextDouble();
            bool isZero = random.NextDouble() < Math.Max(0, 0.6 - (size / 10));
            double spread = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            scores[row] = isZero ? 0 : Math.Max(0, size + (0.8 * spread));
            low[row] = size < 3 ? 0.3 * size : size - 0.6;
            high[row] = size + 0.6;
        }

        return (scores, low, high);
    }
}
