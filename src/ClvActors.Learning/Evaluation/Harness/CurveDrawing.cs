using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>Draws the curves of one model on one split.</summary>
internal static class CurveDrawing
{
    private const int GainSteps = 50;
    private const int ScatterPoints = 600;
    private const int LargestInScatter = 30;
    private const int Cents = 2;

    private static readonly double[] ResidualLevels = [0.01, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99];

    public static ModelCurves Of(string kind, string model, string split, ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, int seed)
    {
        bool isProbability = kind == EvaluationKinds.Probability;
        bool hasGain = actual.ContainsAnyExcept(0);
        return new ModelCurves(
            model,
            split,
            [.. DecileTable.Of(actual, predicted).Where(decile => decile.Rows > 0)],
            hasGain ? Gain(actual, predicted) : [],
            Scatter(actual, predicted, seed),
            Residuals(actual, predicted),
            isProbability
                ? [.. ReliabilityCurve.EqualCount(actual, predicted).Select(bin => new ReliabilityPoint(bin.MeanProbability, bin.ObservedShare, bin.Rows))]
                : null,
            hasGain ? Gain(actual, actual) : null);
    }

    private static ValueShare[] Gain(ReadOnlySpan<double> actual, ReadOnlySpan<double> scores) =>
        [.. GainCurve.Of(actual, scores, GainSteps).Select(point => new ValueShare(point.RowShare, point.CapturedShare))];

    private static ScatterPoint[] Scatter(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted, int seed)
    {
        int[] descending = Ranks.Order(actual);
        Array.Reverse(descending);
        int largest = Math.Min(LargestInScatter, descending.Length);
        int others = Math.Min(ScatterPoints, descending.Length) - largest;
        int[] sample = new MersenneTwister(unchecked((uint)seed)).Permutation(descending.Length - largest)[..others];
        ScatterPoint[] points = new ScatterPoint[largest + others];
        for (int at = 0; at < points.Length; at++)
        {
            int row = descending[at < largest ? at : largest + sample[at - largest]];
            points[at] = new ScatterPoint(Math.Round(actual[row], Cents), Math.Round(predicted[row], Cents));
        }

        return points;
    }

    private static ResidualQuantile[] Residuals(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        double[] residuals = new double[actual.Length];
        for (int row = 0; row < residuals.Length; row++)
        {
            residuals[row] = actual[row] - predicted[row];
        }

        Array.Sort(residuals);
        return [.. ResidualLevels.Select(level => new ResidualQuantile(level, Bootstrap.Percentile(residuals, level)))];
    }
}
