namespace ClvActors.Learning.Evaluation;

/// <summary>A seeded split of rows into training and test rows with the same share of every label quintile.</summary>
/// <remarks>
/// Stratifying matters for labels as skewed as customer value: a handful of very large ones decides the squared error. Same labels, share and seed give the
/// same split. Immutable; any number of threads may read.
/// </remarks>
public sealed class StratifiedSplit
{
    private const int Quintiles = 5;

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
    /// <param name="testShare">Share of test rows, above 0 and below 1; the number of test rows is it times the rows, rounded, and at least 1.</param>
    /// <param name="seed">Seed of the draw.</param>
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
        int[] order = Ranks.Order(labels);
        Random random = new(seed);
        bool[] isTest = new bool[labels.Length];
        int testRows = Math.Clamp((int)Math.Round(testShare * labels.Length, MidpointRounding.AwayFromZero), 1, labels.Length - 1);
        int begin = 0;
        int chosen = 0;
        for (int quintile = 0; quintile < Quintiles; quintile++)
        {
            int end = begin;
            while (end < order.Length && DecileTable.Quantile(end, order.Length, Quintiles) == quintile)
            {
                end++;
            }

            // Rounding the running total keeps the whole split exact; each quintile is off by less than one row.
            int upTo = (int)Math.Round((double)testRows * end / order.Length, MidpointRounding.AwayFromZero);
            Span<int> stratum = order.AsSpan(begin, end - begin);
            random.Shuffle(stratum);
            foreach (int row in stratum[..(upTo - chosen)])
            {
                isTest[row] = true;
            }

            chosen = upTo;
            begin = end;
        }

        int[] rows = [.. Enumerable.Range(0, labels.Length)];
        return new StratifiedSplit([.. rows.Where(row => !isTest[row])], [.. rows.Where(row => isTest[row])]);
    }
}
