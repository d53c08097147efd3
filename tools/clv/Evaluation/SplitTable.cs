using ClvActors.CommandLine.Commands;
using ClvActors.CommandLine.Input;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation.Harness;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>The splits that a CSV file names: <c>customer_id</c> and either the column <c>partition</c>, or one column per split; values <c>train</c>, <c>test</c> or nothing.</summary>
/// <param name="Path">The file.</param>
/// <param name="Splits">The splits in the order of the columns, rows in the order of the file.</param>
/// <param name="Skipped">Customers that are left out because they have too few purchases, ascending.</param>
internal sealed record SplitTable(string Path, IReadOnlyList<SplitTable.Split> Splits, IReadOnlyList<CustomerId> Skipped)
{
    private const string PartitionColumn = "partition";
    private const int MostNamed = 5;

    /// <summary>Of the customers of a file at most this share may lack the purchases; more, and it was made for another date.</summary>
    private const double MostSkipped = 0.01;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The CSV file.</param>
    /// <param name="rowOf">Row by customer with enough purchases.</param>
    /// <param name="isKnown">Whether a customer stands in the data at all.</param>
    /// <exception cref="WrongInputException">The file cannot be read, a row is wrong, or it names customers that are not there; one line.</exception>
    public static SplitTable Read(string path, IReadOnlyDictionary<CustomerId, int> rowOf, Func<CustomerId, bool> isKnown)
    {
        using CsvTable table = CsvTable.Open(path);
        int customerColumn = table.Find([FeaturesCommand.CustomerColumn])[0];
        bool isSingle = table.Header.Contains(PartitionColumn);
        int[] columns = isSingle
            ? table.Find([PartitionColumn])
            : [.. Enumerable.Range(0, table.Header.Count).Where(column => column != customerColumn)];
        if (columns.Length == 0)
        {
            throw new WrongInputException($"{path}: has no column of a split beside {FeaturesCommand.CustomerColumn}");
        }

        Split[] splits =
        [
            .. columns.Select(column => isSingle
                ? new Split("published", EvaluationSeries.Published, [], [])
                : new Split(table.Header[column], EvaluationSeries.Given, [], [])),
        ];
        HashSet<CustomerId> seen = [];
        SortedSet<CustomerId> absent = [];
        while (table.Read())
        {
            CustomerId id = ReadCustomer(table, customerColumn, seen);
            bool isThere = rowOf.TryGetValue(id, out int row);
            if (!isThere)
            {
                absent.Add(id);
            }

            for (int at = 0; at < columns.Length; at++)
            {
                bool? isTest = Side(table, columns[at]);
                if (isThere && isTest is { } side)
                {
                    (side ? splits[at].Test : splits[at].Train).Add(row);
                }
            }
        }

        RefuseStrangers(path, absent, seen.Count, isKnown);
        if (splits.FirstOrDefault(split => split.Test.Count == 0) is { } untested)
        {
            throw new WrongInputException($"{path}: {untested.Name} has no test customers");
        }

        return new SplitTable(path, splits, [.. absent]);
    }

    private static CustomerId ReadCustomer(CsvTable table, int column, HashSet<CustomerId> seen)
    {
        if (!CustomerId.TryParse(table.Text(column), out CustomerId id))
        {
            throw table.Wrong($"{FeaturesCommand.CustomerColumn} is empty");
        }

        return seen.Add(id) ? id : throw table.Wrong($"customer {id} stands twice");
    }

    private static bool? Side(CsvTable table, int column) => table.Text(column) switch
    {
        "train" => false,
        "test" => true,
        "" => null,
        string other => throw table.Wrong($"{table.Header[column]} is '{other}', expected train, test or nothing"),
    };

    private static void RefuseStrangers(string path, SortedSet<CustomerId> absent, int customers, Func<CustomerId, bool> isKnown)
    {
        CustomerId[] unknown = [.. absent.Where(id => !isKnown(id))];
        if (unknown.Length > 0)
        {
            throw new WrongInputException($"{path}: names {Count(unknown)} that the data does not have: {Named(unknown)}");
        }

        if (absent.Count > MostSkipped * customers)
        {
            throw new WrongInputException(
                $"{path}: names {Count(absent)} of {customers} without enough purchases in the window, was it made for another date? {Named(absent)}");
        }
    }

    private static string Count(IReadOnlyCollection<CustomerId> customers) => $"{customers.Count} {(customers.Count == 1 ? "customer" : "customers")}";

    private static string Named(IReadOnlyCollection<CustomerId> customers) =>
        string.Join(", ", customers.Take(MostNamed)) + (customers.Count > MostNamed ? ", ..." : "");

    /// <summary>One split.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Series">The series that it belongs to.</param>
    /// <param name="Train">Training rows, in the order of the file.</param>
    /// <param name="Test">Test rows.</param>
    internal sealed record Split(string Name, EvaluationSeries Series, List<int> Train, List<int> Test);
}
