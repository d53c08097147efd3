using ClvActors.CommandLine.Commands;
using ClvActors.CommandLine.Input;
using ClvActors.Domain.Transactions;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>A CSV file that names customers in its column <c>customer_id</c>.</summary>
internal static class CustomerColumn
{
    private const int MostNamed = 5;

    /// <summary>Reads the customers.</summary>
    /// <param name="path">The file; further columns are passed over.</param>
    /// <param name="isKnown">Whether a customer is one of the data's.</param>
    /// <exception cref="WrongInputException">The file cannot be read, is empty, or names customers that are not there; one line.</exception>
    public static IReadOnlySet<CustomerId> Read(string path, Func<CustomerId, bool> isKnown)
    {
        using CsvTable table = CsvTable.Open(path);
        int column = table.Find([FeaturesCommand.CustomerColumn])[0];
        SortedSet<CustomerId> customers = [];
        while (table.Read())
        {
            customers.Add(CustomerId.TryParse(table.Text(column), out CustomerId id) ? id : throw table.Wrong($"{FeaturesCommand.CustomerColumn} is empty"));
        }

        CustomerId[] unknown = [.. customers.Where(id => !isKnown(id))];
        if (unknown.Length > 0)
        {
            string named = string.Join(", ", unknown.Take(MostNamed)) + (unknown.Length > MostNamed ? ", ..." : "");
            throw new WrongInputException($"{path}: names {unknown.Length} {(unknown.Length == 1 ? "customer" : "customers")} that the data does not have: {named}");
        }

        return customers.Count == 0 ? throw new WrongInputException($"{path}: names no customer") : customers;
    }
}
