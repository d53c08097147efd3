using ClvActors.Domain.Transactions;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>One division of customers into those that are trained on and those that are judged on.</summary>
/// <remarks>What contenders are given, <see cref="Train"/> and <see cref="TestFeatures"/>, holds no label of a test customer. Immutable; any number of threads may read.</remarks>
public sealed class EvaluationCase
{
    /// <summary>Fewest training customers: two folds of them still make leaves of 20 customers.</summary>
    public const int FewestTrainingCustomers = 50;

    /// <summary>Fewest test customers: one per decile.</summary>
    public const int FewestTestCustomers = 10;

    private readonly double[] _testLabels;

    /// <summary>Puts a case together.</summary>
    /// <param name="name">Name of the split, such as <c>split_0</c>.</param>
    /// <param name="series">The series that it belongs to.</param>
    /// <param name="train">The training customers.</param>
    /// <param name="testFeatures">Features of the test customers.</param>
    /// <param name="testLabels">What came true of them, finite, one per row; copied.</param>
    /// <param name="testCustomers">Who they are, one per row.</param>
    /// <exception cref="InvalidDataException">There are too few customers on a side, or no training customer has a label other than 0; one line that names the split.</exception>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public EvaluationCase(
        string name,
        EvaluationSeries series,
        TrainingRows train,
        FeatureMatrix testFeatures,
        ReadOnlySpan<double> testLabels,
        IReadOnlyList<CustomerId> testCustomers)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(testCustomers);
        TrainingInput.CheckLabels(testFeatures, testLabels);
        CheckCounts(name, train.Features.Rows, testFeatures.Rows);
        if (testCustomers.Count != testFeatures.Rows || testFeatures.Columns != train.Features.Columns)
        {
            throw new ArgumentException($"{testCustomers.Count} customers for {testFeatures.Rows} rows of {testFeatures.Columns} features", nameof(testCustomers));
        }

        if (!train.Labels.ContainsAnyExcept(0))
        {
            throw new InvalidDataException($"{name}: the label of every training customer is 0, there is nothing to learn from");
        }

        Name = name;
        Series = series;
        Train = train;
        TestFeatures = testFeatures;
        TestCustomers = testCustomers;
        _testLabels = testLabels.ToArray();
    }

    /// <summary>Name of the split.</summary>
    public string Name { get; }

    /// <summary>The series that it belongs to.</summary>
    public EvaluationSeries Series { get; }

    /// <summary>The training customers.</summary>
    public TrainingRows Train { get; }

    /// <summary>Features of the test customers.</summary>
    public FeatureMatrix TestFeatures { get; }

    /// <summary>The test customers, one per row.</summary>
    public IReadOnlyList<CustomerId> TestCustomers { get; }

    /// <summary>What came true of the test customers; for whoever judges.</summary>
    internal ReadOnlySpan<double> TestLabels => _testLabels;

    /// <summary>Refuses sides that are too small.</summary>
    /// <exception cref="InvalidDataException">One line that names the split, the side and the fewest.</exception>
    internal static void CheckCounts(string name, int train, int test)
    {
        Require(train, FewestTrainingCustomers, "training");
        Require(test, FewestTestCustomers, "test");

        void Require(int count, int fewest, string side)
        {
            if (count < fewest)
            {
                throw new InvalidDataException($"{name}: has {count} {side} customers, an evaluation needs at least {fewest}");
            }
        }
    }
}
