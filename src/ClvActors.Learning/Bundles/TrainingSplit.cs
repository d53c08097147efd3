using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles;

/// <summary>Which rows of a <see cref="TrainingTable"/> are trained on and which are held out, and where that was decided.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed class TrainingSplit
{
    private const double TestShare = 0.2;

    private TrainingSplit(IReadOnlyList<int> train, IReadOnlyList<int> test, int seed, SplitRecord origin)
    {
        Train = train;
        Test = test;
        Seed = seed;
        Origin = origin;
    }

    /// <summary>Training rows, in the order of training.</summary>
    public IReadOnlyList<int> Train { get; }

    /// <summary>Test rows.</summary>
    public IReadOnlyList<int> Test { get; }

    /// <summary>Seed of the order, and of a drawn split.</summary>
    public int Seed { get; }

    /// <summary>Where the split came from.</summary>
    public SplitRecord Origin { get; }

    /// <summary>Draws a split: 80 to 20 in every quintile of the label.</summary>
    /// <exception cref="ArgumentException">The table has fewer than two rows.</exception>
    public static TrainingSplit Draw(TrainingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        StratifiedSplit split = StratifiedSplit.ByQuintile(LabelsOf(table, Enumerable.Range(0, table.Customers.Count)), TestShare, seed);
        return new TrainingSplit(split.Train, split.Test, seed, SplitRecord.Drawn);
    }

    /// <summary>Takes a split that was decided elsewhere.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isTest">Customers of the table, and whether each is held out; customers that are not named are left out of both sides.</param>
    /// <param name="sha256">Hash of the file that it was read from.</param>
    /// <param name="seed">
    /// Seed of the order of the rows: the order in which <see cref="Draw"/> would take the named customers. So it hangs neither on the order of the file, which bagging
    /// would make part of the result, nor does it follow the ids.
    /// </param>
    /// <exception cref="ArgumentException">A customer is not in the table, or fewer than two are named.</exception>
    public static TrainingSplit Given(TrainingTable table, IReadOnlyDictionary<CustomerId, bool> isTest, string sha256, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(isTest);
        int[] named = [.. Enumerable.Range(0, table.Customers.Count).Where(row => isTest.ContainsKey(table.Customers[row]))];
        if (named.Length != isTest.Count)
        {
            throw new ArgumentException("The split names customers that are not in the table.", nameof(isTest));
        }

        StratifiedSplit order = StratifiedSplit.ByQuintile(LabelsOf(table, named), TestShare, seed);
        ILookup<bool, int> sides = order.Train.Concat(order.Test).Select(at => named[at]).ToLookup(row => isTest[table.Customers[row]]);
        return new TrainingSplit([.. sides[false]], [.. sides[true]], seed, new SplitRecord(SplitRecord.File, sha256));
    }

    private static double[] LabelsOf(TrainingTable table, IEnumerable<int> rows) => [.. rows.Select(row => table.Labels[row].ToDouble())];
}
