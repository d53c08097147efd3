namespace ClvActors.Learning.Evaluation;

/// <summary>Seeded folds for cross-validation, each with the same share of every label quintile.</summary>
/// <remarks>
/// The folds are those of scikit-learn's <c>StratifiedKFold(folds, shuffle=True, random_state=seed)</c> on the quintiles that <see cref="StratifiedSplit"/> uses
/// (https://github.com/scikit-learn/scikit-learn/blob/1.5.0/sklearn/model_selection/_split.py), except that classes smaller than the number of folds are no error.
/// </remarks>
public static class StratifiedFolds
{
    /// <summary>Divides rows into folds.</summary>
    /// <param name="labels">One finite label per row. Equal labels are told apart by their order.</param>
    /// <param name="folds">Number of folds, from 2 to the number of rows.</param>
    /// <param name="seed">Seed of the draw; a negative one stands for its 32 bits.</param>
    /// <returns>The folds; every row is tested in exactly one, and their sizes differ by at most one row.</returns>
    /// <exception cref="ArgumentException">There are no rows, or a label is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of folds is out of range.</exception>
    public static IReadOnlyList<Fold> ByQuintile(ReadOnlySpan<double> labels, int folds, int seed)
    {
        EvaluationInput.Check(labels, labels);
        CheckCount(folds, labels.Length, "rows");
        int[] foldOf = Assign(LabelQuintiles.Of(labels), folds, Generator(seed));
        return Folds(folds, labels.Length, row => foldOf[row]);
    }

    /// <summary>Divides groups of rows into folds, so that no group is trained on and tested on: one customer's rows at several dates must stay together.</summary>
    /// <param name="labels">One finite label per row. A group is stratified by the mean of its labels.</param>
    /// <param name="groups">The group of each row, such as the customer's number.</param>
    /// <param name="folds">Number of folds, from 2 to the number of groups.</param>
    /// <param name="seed">Seed of the draw; a negative one stands for its 32 bits.</param>
    /// <returns>The folds; every row is tested in exactly one, and their numbers of groups differ by at most one.</returns>
    /// <exception cref="ArgumentException">There are no rows, a label is not finite, or there are more or fewer groups than labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of folds is out of range.</exception>
    public static IReadOnlyList<Fold> ByGroup(ReadOnlySpan<double> labels, ReadOnlySpan<int> groups, int folds, int seed)
    {
        EvaluationInput.Check(labels, labels);
        if (groups.Length != labels.Length)
        {
            throw new ArgumentException($"{groups.Length} groups for {labels.Length} labels", nameof(groups));
        }

        // Groups are numbered in the order in which they first stand, so that the numbers themselves cannot matter.
        Dictionary<int, int> numberOf = [];
        List<(double Sum, int Rows)> totals = [];
        int[] groupOf = new int[groups.Length];
        for (int row = 0; row < groups.Length; row++)
        {
            if (!numberOf.TryGetValue(groups[row], out int number))
            {
                number = numberOf.Count;
                numberOf.Add(groups[row], number);
                totals.Add((0, 0));
            }

            groupOf[row] = number;
            totals[number] = (totals[number].Sum + labels[row], totals[number].Rows + 1);
        }

        CheckCount(folds, totals.Count, "groups");
        double[] means = [.. totals.Select(total => total.Sum / total.Rows)];
        int[] foldOf = Assign(LabelQuintiles.Of(means), folds, Generator(seed));
        return Folds(folds, labels.Length, row => foldOf[groupOf[row]]);
    }

    /// <summary>The fold of each item, drawn class by class in the order in which the classes first stand.</summary>
    internal static int[] Assign(int[] classOf, int folds, MersenneTwister random)
    {
        int[] classes = [.. classOf.Distinct()];
        int[] sorted = [.. classOf.Select(value => Array.IndexOf(classes, value)).Order()];
        int[,] allocation = new int[folds, classes.Length];
        for (int position = 0; position < sorted.Length; position++)
        {
            allocation[position % folds, sorted[position]]++;
        }

        int[] foldOf = new int[classOf.Length];
        for (int number = 0; number < classes.Length; number++)
        {
            int[] drawn = [.. Enumerable.Range(0, folds).SelectMany(fold => Enumerable.Repeat(fold, allocation[fold, number]))];
            random.Shuffle(drawn);
            int next = 0;
            for (int item = 0; item < classOf.Length; item++)
            {
                if (classOf[item] == classes[number])
                {
                    foldOf[item] = drawn[next++];
                }
            }
        }

        return foldOf;
    }

    private static void CheckCount(int folds, int count, string what)
    {
        if (folds < 2 || folds > count)
        {
            throw new ArgumentOutOfRangeException(nameof(folds), folds, $"{count} {what} make from 2 to {count} folds");
        }
    }

    private static MersenneTwister Generator(int seed) => new(unchecked((uint)seed));

    private static Fold[] Folds(int folds, int rows, Func<int, int> foldOf) =>
    [
        .. Enumerable.Range(0, folds).Select(fold => new Fold(
            [.. Enumerable.Range(0, rows).Where(row => foldOf(row) != fold)],
            [.. Enumerable.Range(0, rows).Where(row => foldOf(row) == fold)])),
    ];
}
