namespace ClvActors.Learning.Evaluation;

/// <summary>A seeded split of rows into training and test rows with the same share of every label quintile.</summary>
/// <remarks>
/// <para>Stratifying matters for labels as skewed as customer value: a handful of very large ones decides the squared error. Same labels, share and seed give the
/// same split. Immutable; any number of threads may read.</para>
/// <para>The rows are those of scikit-learn's <c>train_test_split(test_size=share, stratify=qcut(rank(labels, 'first'), 5), random_state=seed)</c>
/// (https://github.com/scikit-learn/scikit-learn/blob/1.5.0/sklearn/model_selection/_split.py, <c>StratifiedShuffleSplit</c>), so a split that was published with its
/// seed needs no file. Deviation: where scikit-learn refuses a class of one row, rows of it fall to either side.</para>
/// </remarks>
public sealed class StratifiedSplit
{
    private StratifiedSplit(int[] train, int[] test)
    {
        Train = train;
        Test = test;
    }

    /// <summary>Training rows, ascending; at least one.</summary>
    public IReadOnlyList<int> Train { get; }

    /// <summary>Test rows, ascending; at least one.</summary>
    public IReadOnlyList<int> Test { get; }

    /// <summary>Splits rows.</summary>
    /// <param name="labels">One finite label per row, at least two rows. Equal labels are told apart by their order.</param>
    /// <param name="testShare">Share of test rows, above 0 and below 1; the number of test rows is it times the rows, rounded up, leaving at least one training row.</param>
    /// <param name="seed">Seed of the draw; a negative one stands for its 32 bits.</param>
    /// <exception cref="ArgumentException">There are fewer than two rows, or a label is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    public static StratifiedSplit ByQuintile(ReadOnlySpan<double> labels, double testShare, int seed)
    {
        if (!(testShare > 0 && testShare < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(testShare), testShare, "the share of test rows must be above 0 and below 1");
        }

        if (labels.Length < 2)
        {
            throw new ArgumentException($"{labels.Length} rows cannot be split", nameof(labels));
        }

        EvaluationInput.Check(labels, labels);
        int[] quintileOf = LabelQuintiles.Of(labels);
        int[][] strata = [.. Enumerable.Range(0, LabelQuintiles.Count).Select(quintile => Enumerable.Range(0, quintileOf.Length).Where(row => quintileOf[row] == quintile).ToArray())];
        int testRows = Math.Clamp((int)Math.Ceiling(testShare * labels.Length), 1, labels.Length - 1);
        MersenneTwister random = new(unchecked((uint)seed));
        int[] trainOf = Shares([.. strata.Select(rows => rows.Length)], labels.Length - testRows, random);
        int[] testOf = Shares([.. strata.Select((rows, at) => rows.Length - trainOf[at])], testRows, random);
        List<int> train = new(labels.Length - testRows);
        List<int> test = new(testRows);
        for (int at = 0; at < strata.Length; at++)
        {
            int[] order = random.Permutation(strata[at].Length);
            train.AddRange(order[..trainOf[at]].Select(position => strata[at][position]));
            test.AddRange(order[trainOf[at]..(trainOf[at] + testOf[at])].Select(position => strata[at][position]));
        }

        train.Sort();
        test.Sort();
        return new StratifiedSplit([.. train], [.. test]);
    }

    /// <summary>
    /// Splits draws over classes by their size; what the rounding down leaves goes to the largest fractions, equal ones by lot (scikit-learn's <c>_approximate_mode</c>).
    /// </summary>
    private static int[] Shares(int[] counts, int draws, MersenneTwister random)
    {
        double total = counts.Sum();
        double[] exact = [.. counts.Select(count => count / total * draws)];
        int[] shares = [.. exact.Select(share => (int)Math.Floor(share))];
        double[] fractions = [.. exact.Select((share, at) => share - shares[at])];
        int left = draws - shares.Sum();
        foreach (double fraction in fractions.Distinct().OrderDescending())
        {
            int[] equal = [.. Enumerable.Range(0, counts.Length).Where(at => fractions[at] == fraction)];
            int added = Math.Min(left, equal.Length);
            if (added == 0)
            {
                break;
            }

            foreach (int position in random.Permutation(equal.Length)[..added])
            {
                shares[equal[position]]++;
            }

            left -= added;
        }

        return shares;
    }
}
