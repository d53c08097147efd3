namespace ClvActors.Learning.Evaluation;

/// <summary>Actual values and predictions by tenths of the predictions: shows whether a model is calibrated along its range.</summary>
public static class DecileTable
{
    private const int Deciles = 10;

    /// <summary>Groups rows into ten deciles, lowest predictions first.</summary>
    /// <param name="actual">Actual values, finite, at least one.</param>
    /// <param name="predicted">Predictions, finite, as many.</param>
    /// <returns>
    /// Ten deciles. With ranks r = 1..n by prediction, equal predictions in row order, a row's decile is 1 + #{k in 1..9 : 10 (r - 1) > k (n - 1)}, which
    /// is pandas' <c>qcut</c> on these ranks: of 563 rows the first and the last decile have 57.
    /// </returns>
    /// <exception cref="ArgumentException">The spans are empty or differ in length, or a value is not finite.</exception>
    public static IReadOnlyList<Decile> Of(ReadOnlySpan<double> actual, ReadOnlySpan<double> predicted)
    {
        EvaluationInput.Check(actual, predicted);
        int[] rows = new int[Deciles];
        double[] actualSums = new double[Deciles];
        double[] predictedSums = new double[Deciles];
        int[] order = Ranks.Order(predicted);
        for (int rank = 0; rank < order.Length; rank++)
        {
            int decile = Quantile(rank, order.Length, Deciles);
            rows[decile]++;
            actualSums[decile] += actual[order[rank]];
            predictedSums[decile] += predicted[order[rank]];
        }

        return
        [
            .. Enumerable.Range(0, Deciles).Select(i => new Decile(
                i + 1,
                rows[i],
                actualSums[i] / rows[i],
                predictedSums[i] / rows[i],
                actualSums[i])),
        ];
    }

    /// <summary>The quantile, from 0, of a rank from 0: #{k in 1..quantiles - 1 : quantiles x rank > k (count - 1)}.</summary>
    internal static int Quantile(int rank, int count, int quantiles) =>
        rank == 0 ? 0 : (int)((((long)quantiles * rank) - 1) / (count - 1));
}
