using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation.Documents;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>Intervals of the differences between one contender and the others, from resamples of the customers.</summary>
/// <remarks>
/// <para>A resample draws as many customers as stand on any test side of the splits, with replacement; a customer brings along all of its test rows, in whichever splits they stand. Each
/// split is judged on the rows so drawn, and the figure is the mean over the splits, the same that the table shows. With one split this is the plain paired bootstrap of <see cref="Bootstrap"/>.</para>
/// <para>All contenders are judged on the same draws, so what they share cancels out. Drawing whole customers keeps repeated splits from counting one customer's luck ten times.
/// The intervals tell how figures vary with other customers of the same kind, not with another year. Source: Efron and Tibshirani 1993, chapter 13; Davison and
/// Hinkley 1997, "Bootstrap Methods and their Application", section 3.8, for drawing clusters.</para>
/// </remarks>
internal static class PairedDifferences
{
    public const double Level = 0.95;

    /// <param name="kind">One of <see cref="EvaluationKinds"/>.</param>
    /// <param name="split">Name of the split, or of the mean.</param>
    /// <param name="results">The splits that are averaged, at least one.</param>
    /// <param name="models">Names of the contenders.</param>
    /// <param name="champion">Place of the one that the others are compared with.</param>
    /// <param name="draws">Seed, number of resamples and threads.</param>
    /// <param name="cancellation">Stops between resamples.</param>
    public static IReadOnlyList<DifferenceRow> Of(
        string kind,
        string split,
        IReadOnlyList<CaseResult> results,
        IReadOnlyList<string> models,
        int champion,
        ResamplingOptions draws,
        CancellationToken cancellation)
    {
        Dictionary<CustomerId, int> customers = [];
        int[][] customerOf = [.. results.Select(result => result.Case.TestCustomers.Select(Number).ToArray())];
        IReadOnlyList<string> names = ResampledSplit.FigureNames(kind);
        double[][][] resampled = new double[models.Count][][];
        Workers.Run(models.Count, draws.Threads, model => resampled[model] = Resample(model), cancellation);

        List<DifferenceRow> rows = [];
        for (int rival = 0; rival < models.Count; rival++)
        {
            for (int name = 0; rival != champion && name < names.Count; name++)
            {
                if (Row(rival, name) is { } row)
                {
                    rows.Add(row);
                }
            }
        }

        return rows;

        int Number(CustomerId customer)
        {
            if (!customers.TryGetValue(customer, out int number))
            {
                customers.Add(customer, number = customers.Count);
            }

            return number;
        }

        // Figures by name and resample; the customers themselves come last.
        double[][] Resample(int model)
        {
            ResampledSplit[] splits = [.. results.Select(result => new ResampledSplit(kind, result.Case.TestLabels, result.Predictions[model]))];
            double[][] figures = [.. names.Select(_ => new double[draws.Resamples + 1])];
            int[][] weights = [.. customerOf.Select(rowsOf => new int[rowsOf.Length])];
            int[] drawn = new int[customers.Count];
            double[] judged = new double[names.Count];
            MersenneTwister random = new(unchecked((uint)draws.Seed));
            for (int resample = 0; resample <= draws.Resamples; resample++)
            {
                cancellation.ThrowIfCancellationRequested();
                Draw(random, drawn, isAll: resample == draws.Resamples);
                for (int at = 0; at < splits.Length; at++)
                {
                    for (int row = 0; row < weights[at].Length; row++)
                    {
                        weights[at][row] = drawn[customerOf[at][row]];
                    }

                    splits[at].Judge(weights[at], judged);
                    for (int name = 0; name < names.Count; name++)
                    {
                        figures[name][resample] += judged[name] / splits.Length;
                    }
                }
            }

            return figures;
        }

        DifferenceRow? Row(int rival, int name)
        {
            double[] own = resampled[champion][name];
            double[] other = resampled[rival][name];
            double difference = own[^1] - other[^1];
            double[] sorted = [.. own.Zip(other, (left, right) => left - right).Take(draws.Resamples).Where(double.IsFinite).Order()];
            const double tail = (1 - Level) / 2;
            return double.IsFinite(difference) && sorted.Length > 0
                ? new DifferenceRow(
                    models[champion],
                    models[rival],
                    split,
                    names[name],
                    difference,
                    Bootstrap.Percentile(sorted, tail),
                    Bootstrap.Percentile(sorted, 1 - tail),
                    Level,
                    sorted.Length)
                : null;
        }
    }

    private static void Draw(MersenneTwister random, int[] drawn, bool isAll)
    {
        Array.Fill(drawn, isAll ? 1 : 0);
        for (int draw = 0; draw < drawn.Length && !isAll; draw++)
        {
            drawn[(int)random.UpTo((uint)(drawn.Length - 1))]++;
        }
    }
}
