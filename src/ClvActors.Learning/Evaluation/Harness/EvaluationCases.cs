using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Rivals;

namespace ClvActors.Learning.Evaluation.Harness;

/// <summary>Divides the customers of a table into cases.</summary>
/// <remarks>Immutable; any number of threads may ask.</remarks>
public sealed class EvaluationCases
{
    private const double TestShare = 0.2;

    private readonly TrainingRows _rows;
    private readonly IReadOnlyList<CustomerId> _customers;

    private EvaluationCases(TrainingRows rows, IReadOnlyList<CustomerId> customers)
    {
        _rows = rows;
        _customers = customers;
    }

    /// <summary>Customers in all.</summary>
    public int Customers => _customers.Count;

    /// <summary>Takes the customers of a table.</summary>
    /// <exception cref="InvalidDataException">There are too few customers, or all labels are 0; one line.</exception>
    public static EvaluationCases Of(TrainingTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        int fewest = EvaluationCase.FewestTrainingCustomers + EvaluationCase.FewestTestCustomers;
        if (table.Customers.Count < fewest)
        {
            throw new InvalidDataException(
                $"there are {table.Customers.Count} customers with enough purchases in the window of {table.AsOf:yyyy-MM-dd}, an evaluation needs at least {fewest}");
        }

        double[] labels = [.. table.Labels.Select(label => label.ToDouble())];
        return Of(FeatureMatrix.FromRows([.. table.Features.Select(vector => vector.Values.ToArray())]), labels, table.HorizonDays, table.Customers);
    }

    /// <summary>Takes customers.</summary>
    /// <param name="features">One row of features per customer.</param>
    /// <param name="labels">One finite label per row.</param>
    /// <param name="horizonDays">Days that a label covers.</param>
    /// <param name="customers">Who they are, each once.</param>
    /// <exception cref="InvalidDataException">All labels are 0; one line.</exception>
    public static EvaluationCases Of(FeatureMatrix features, ReadOnlySpan<double> labels, int horizonDays, IReadOnlyList<CustomerId> customers)
    {
        if (!labels.ContainsAnyExcept(0))
        {
            throw new InvalidDataException($"none of the {labels.Length} customers bought anything in the {horizonDays} days ahead, there is nothing to learn from");
        }

        return new EvaluationCases(new TrainingRows(features, labels), customers);
    }

    /// <summary>Names of the features that have one value for all customers, so that no model can use them.</summary>
    public IReadOnlyList<string> ConstantFeatures(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return [.. Enumerable.Range(0, names.Count).Where(feature => !_rows.Features.Column(feature).AsSpan().ContainsAnyExcept(_rows.Features[0][feature])).Select(feature => names[feature])];
    }

    /// <summary>Rows by customer.</summary>
    public IReadOnlyDictionary<CustomerId, int> Rows() => Enumerable.Range(0, _customers.Count).ToDictionary(row => _customers[row]);

    /// <summary>A case of given rows; rows on neither side are left out.</summary>
    /// <param name="name">Name of the split.</param>
    /// <param name="series">Its series.</param>
    /// <param name="train">Training rows, in the order of training.</param>
    /// <param name="test">Test rows.</param>
    /// <exception cref="InvalidDataException">There are too few customers on a side; one line that names the split.</exception>
    public EvaluationCase Case(string name, EvaluationSeries series, IReadOnlyList<int> train, IReadOnlyList<int> test)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        EvaluationCase.CheckCounts(name, train.Count, test.Count);
        double[] labels = [.. test.Select(row => _rows.Labels[row])];
        return new EvaluationCase(name, series, _rows.Take(train), _rows.Features.Take(test), labels, [.. test.Select(row => _customers[row])]);
    }

    /// <summary>Draws splits of 80 to 20, alike from every quintile of the label (<see cref="StratifiedSplit"/>), with consecutive seeds.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="seed">Seed of the first.</param>
    public IEnumerable<EvaluationCase> Draw(int count, int seed)
    {
        for (int number = 0; number < count; number++)
        {
            StratifiedSplit split = StratifiedSplit.ByQuintile(_rows.Labels, TestShare, unchecked(seed + number));
            yield return Case($"drawn_{number}", EvaluationSeries.Drawn, split.Train, split.Test);
        }
    }

    /// <summary>The folds of a cross-validation, stratified by label quintile.</summary>
    /// <param name="count">How many, at least 2.</param>
    /// <param name="seed">Seed of the draw.</param>
    public IEnumerable<EvaluationCase> Folds(int count, int seed) =>
        StratifiedFolds.ByQuintile(_rows.Labels, count, seed).Select((fold, number) => Case($"fold_{number}", EvaluationSeries.Folds, fold.Train, fold.Test));

    /// <summary>A case of a later as-of date: trained on one table, judged on the customers of another.</summary>
    /// <param name="trained">The table of an as-of date whose labels end at or before D of <paramref name="judged"/>.</param>
    /// <param name="judged">The table of the later date.</param>
    /// <exception cref="ArgumentException">Labels of the training table reach beyond D.</exception>
    /// <exception cref="InvalidDataException">There are too few customers on a side, or all training labels are 0; one line that names the origin.</exception>
    public static EvaluationCase Origin(TrainingTable trained, TrainingTable judged)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(judged);
        if (trained.AsOf.AddDays(trained.HorizonDays) > judged.AsOf)
        {
            throw new ArgumentException(
                $"labels of {trained.AsOf:yyyy-MM-dd} end on {trained.AsOf.AddDays(trained.HorizonDays):yyyy-MM-dd}, after the as-of date {judged.AsOf:yyyy-MM-dd}", nameof(trained));
        }

        string name = $"origin {judged.AsOf:yyyy-MM-dd}";
        EvaluationCase.CheckCounts(name, trained.Customers.Count, judged.Customers.Count);
        return new EvaluationCase(
            name,
            EvaluationSeries.Origins,
            new TrainingRows(Matrix(trained), Labels(trained)),
            Matrix(judged),
            Labels(judged),
            judged.Customers);

        static FeatureMatrix Matrix(TrainingTable table) => FeatureMatrix.FromRows([.. table.Features.Select(vector => vector.Values.ToArray())]);

        static double[] Labels(TrainingTable table) => [.. table.Labels.Select(label => label.ToDouble())];
    }
}
