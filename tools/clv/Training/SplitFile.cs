using System.Security.Cryptography;
using ClvActors.CommandLine.Commands;
using ClvActors.CommandLine.Input;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;

namespace ClvActors.CommandLine.Training;

/// <summary>A table that tells which customers are trained on: the columns <c>customer_id</c> and <c>partition</c>, <c>train</c> or <c>test</c>.</summary>
internal static class SplitFile
{
    private const string PartitionColumn = "partition";
    private const int MostNamed = 5;

    /// <summary>Reads a split of the customers of a table; rows keep the order of the file.</summary>
    /// <param name="path">The CSV file; further columns are passed over.</param>
    /// <param name="table">The customers with enough purchases.</param>
    /// <exception cref="WrongInputException">The file cannot be read, a row is wrong, or it names customers that are not in the table.</exception>
    public static TrainingSplit Read(string path, TrainingTable table)
    {
        List<(CustomerId Customer, bool IsTest)> members = ReadRows(path);
        HashSet<CustomerId> known = [.. table.Customers];
        CustomerId[] unknown = [.. members.Select(member => member.Customer).Where(id => !known.Contains(id)).Order()];
        if (unknown.Length > 0)
        {
            string named = string.Join(", ", unknown.Take(MostNamed)) + (unknown.Length > MostNamed ? ", ..." : "");
            throw new WrongInputException(
                $"{path}: names {unknown.Length} {(unknown.Length == 1 ? "customer" : "customers")} without two purchases in the window: {named}");
        }

        return TrainingSplit.Given(table, members, Sha256Of(path));
    }

    /// <summary>Hash of a file's bytes, small hexadecimal digits.</summary>
    public static string Sha256Of(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>Reads the customers and whether each is held out, whatever data they belong to.</summary>
    /// <exception cref="WrongInputException">The file cannot be read, or a row is wrong.</exception>
    public static List<(CustomerId Customer, bool IsTest)> ReadRows(string path)
    {
        using CsvTable rows = CsvTable.Open(path);
        int[] columns = rows.Find([FeaturesCommand.CustomerColumn, PartitionColumn]);
        List<(CustomerId, bool)> members = [];
        HashSet<CustomerId> seen = [];
        while (rows.Read())
        {
            if (!CustomerId.TryParse(rows.Text(columns[0]), out CustomerId id))
            {
                throw rows.Wrong($"{FeaturesCommand.CustomerColumn} is empty");
            }

            bool isTest = rows.Text(columns[1]) switch
            {
                "train" => false,
                "test" => true,
                string other => throw rows.Wrong($"{PartitionColumn} is '{other}', expected train or test"),
            };
            if (!seen.Add(id))
            {
                throw rows.Wrong($"customer {id} stands twice");
            }

            members.Add((id, isTest));
        }

        return members;
    }
}
