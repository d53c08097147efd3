using ClvActors.Learning.Evaluation;
using ClvActors.Learning.Tests.Boosting;
using ClvActors.TestData;

namespace ClvActors.Learning.Tests.Evaluation;

public sealed class GainCurveTests
{
    [Fact]
    public void NormalisedGini_SmallExample_EqualsHandCalculation()
    {
        // By prediction 4, 0, 6: cumulative 0.4, 0.4, 1. By value 6, 4, 0: cumulative 0.6, 1, 1.
        double gini = GainCurve.NormalisedGini([6, 4, 0], [1, 3, 2]);

        Assert.Equal(((2 * 1.8 / 3) - 1) / ((2 * 2.6 / 3) - 1), gini, 1e-12);
    }

    [Fact]
    public void NormalisedGini_PerfectOrder_IsOne() =>
        Assert.Equal(1, GainCurve.NormalisedGini([5, 0, 0, 9, 1], [50, 0, 0, 90, 10]), 1e-12);

    [Fact]
    public void NormalisedGini_EqualPredictions_IsTheMeanOverAllOrders()
    {
        double[] actual = [7, 0, 3, 3, 1];
        double[] predicted = [2, 2, 5, 2, 1];
        double[] orders =
        [
            .. Permutations([0, 1, 3]).Select(order =>
            {
                double[] apart = [.. predicted];
                for (int i = 0; i < order.Length; i++)
                {
                    apart[order[i]] += i * 0.01;
                }

                return GainCurve.NormalisedGini(actual, apart);
            }),
        ];

        Assert.Equal(orders.Average(), GainCurve.NormalisedGini(actual, predicted), 1e-12);
    }

    [Fact]
    public void NormalisedGini_ReferencePredictions_EqualsThePlainDefinition()
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        ReferenceTable predictions = ReferenceTable.Read(ReferenceData.Golden("lightgbm_reference_predictions.csv"));
        double[] actual = predictions.Numbers("clv_12m");
        double[] predicted = predictions.Numbers("pred");

        double gini = GainCurve.NormalisedGini(actual, predicted);

        Assert.Equal(PlainGini(actual, predicted) / PlainGini(actual, actual), gini, 1e-9);
        Assert.InRange(gini, 0.5, 0.95);
    }

    [Fact]
    public void NormalisedGini_NoValue_IsNaN()
    {
        Assert.True(double.IsNaN(GainCurve.NormalisedGini([0, 0], [1, 2])));
        Assert.True(double.IsNaN(GainCurve.NormalisedGini([0, 0], [1, 1])));
    }

    [Fact]
    public void Of_SmallExample_HasEveryRow()
    {
        IReadOnlyList<GainPoint> points = GainCurve.Of([6, 4, 0, 0], [1, 3, 2, 0], steps: 4);

        Assert.Equal([0, 0.25, 0.5, 0.75, 1], points.Select(point => point.RowShare));
        Assert.Equal([0, 0.4, 0.4, 1, 1], points.Select(point => point.CapturedShare));
    }

    [Fact]
    public void Of_MoreStepsThanRows_IsLinearBetweenThem()
    {
        IReadOnlyList<GainPoint> points = GainCurve.Of([1, 3], [1, 2], steps: 4);

        Assert.Equal([0, 0.375, 0.75, 0.875, 1], points.Select(point => point.CapturedShare));
    }

    [Fact]
    public void Of_ConstantPredictions_IsTheDiagonal() =>
        Assert.All(GainCurve.Of([9, 0, 3, 0, 1, 2], [1, 1, 1, 1, 1, 1], steps: 7), point => Assert.Equal(point.RowShare, point.CapturedShare, 1e-12));

    private static double PlainGini(double[] actual, double[] predicted)
    {
        double[] ordered = [.. actual.Zip(predicted).OrderByDescending(pair => pair.Second).Select(pair => pair.First)];
        double area = Enumerable.Range(1, ordered.Length).Sum(count => ordered.Take(count).Sum()) / ordered.Sum();
        return (2 * area / ordered.Length) - 1;
    }

    private static IEnumerable<int[]> Permutations(int[] values) =>
        values.Length == 0 ? [[]] : values.SelectMany(first => Permutations([.. values.Where(value => value != first)]).Select(rest => (int[])[first, .. rest]));
}
