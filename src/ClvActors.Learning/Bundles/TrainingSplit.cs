using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation;

namespace ClvActors.Learning.Bundles;

/// <summary>Which rows of a <see cref="TrainingTable"/> are trained on and which are held out, and where that was decided.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed class TrainingSplit
{
    private const double TestShare = 0.2;

    private TrainingSplit(IReadOnlyList<int> train, IReadOnlyList<int> test, SplitRecord origin)
    {
        Train = train;
        Test = test;
        Origin = origin;
    }

    /// <summary>Training rows, in the order of training. The order matters, because bagging draws rows by position.</summary>
    public IReadOnlyList<int> Train { get; }

    /// <summary>Test rows.</summary>
    public IReadOnlyList<int> Test { get; }

    /// <summary>Where the split came from.</summary>
    public SplitRecord Origin { get; }

    /// <summary>Draws a split: 80 to 20 in every quintile of the label, rows ascending by customer.</summary>
    /// <exception cref="ArgumentException">The table has fewer than two rows.</exception>
    public static TrainingSplit Draw(TrainingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        StratifiedSplit split = StratifiedSplit.ByQuintile([.. table.Labels.Select(label => label.ToDouble())], TestShare, seed);
        return new TrainingSplit(split.Train, split.Test, SplitRecord.Drawn(seed));
    }

    /// <summary>Splits by <see cref="CustomerHash"/>: about 80 to 20, and the same customers whatever the table; rows ascending by customer.</summary>
    public static TrainingSplit ByCustomer(TrainingTable table, int seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ILookup<bool, int> rows = Enumerable.Range(0, table.Customers.Count).ToLookup(row => CustomerHash.IsHeldOut(table.Customers[row], seed));
        return new TrainingSplit([.. rows[false]], [.. rows[true]], SplitRecord.Hashed(seed));
    }

    /// <summary>Takes a split that was decided elsewhere.</summary>
    /// <param name="table">The table.</param>
    /// <param name="members">Customers of the table, each once, in the order of training, and whether each is held out; others are on neither side.</param>
    /// <param name="sha256">Hash of the file that it was read from.</param>
    /// <exception cref="ArgumentException">A customer is not in the table, or stands twice.</exception>
    public static TrainingSplit Given(TrainingTable table, IReadOnlyList<(CustomerId Customer, bool IsTest)> members, string sha256)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(members);
        Dictionary<CustomerId, int> rowOf = Enumerable.Range(0, table.Customers.Count).ToDictionary(row => table.Customers[row]);
        List<int> train = [];
        List<int> test = [];
        foreach ((CustomerId customer, bool isTest) in members)
        {
            if (!rowOf.Remove(customer, out int row))
            {
                throw new ArgumentException($"Customer {customer} is not in the table, or stands twice.", nameof(members));
            }

            (isTest ? test : train).Add(row);
        }

        return new TrainingSplit(train, test, SplitRecord.FromFile(sha256));
    }
}
