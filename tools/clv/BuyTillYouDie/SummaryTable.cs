using ClvActors.CommandLine.Input;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.BuyTillYouDie;

namespace ClvActors.CommandLine.BuyTillYouDie;

/// <summary>The customers that a buy-till-you-die model is fitted to.</summary>
/// <param name="Source">The file that they come from.</param>
/// <param name="AsOf">The as-of date; null when the source is a table of summaries, whose unit of time is its own.</param>
/// <param name="Customers">Ids, each once, and summaries.</param>
/// <param name="HasSpend">Whether the mean spends are known.</param>
internal sealed record SummaryTable(string Source, DateOnly? AsOf, IReadOnlyList<(CustomerId Id, PurchaseSummary Summary)> Customers, bool HasSpend)
{
    private static readonly string[] IdNames = ["id", "customer_id", "customer"];
    private static readonly string[] FrequencyNames = ["frequency"];
    private static readonly string[] RecencyNames = ["recency"];
    private static readonly string[] AgeNames = ["t", "age"];
    private static readonly string[] SpendNames = ["monetary_value", "monetary", "mean_spend"];

    /// <summary>Summarises cleaned transactions at a date, in days.</summary>
    public static SummaryTable From(CleanedLines lines, DateOnly asOf) =>
        new(lines.Path, asOf, [.. PurchaseSummaries.At(lines.Lines, asOf).Select(customer => (customer.Key, customer.Value))], HasSpend: true);

    /// <summary>Reads a table of summaries; the case of its column names does not matter, further columns are passed over.</summary>
    /// <exception cref="WrongInputException">The file cannot be read, lacks a column, or a row is no purchase history.</exception>
    public static SummaryTable Read(string path)
    {
        using CsvTable rows = CsvTable.Open(path);
        int id = Find(rows, "ID", IdNames);
        int frequency = Find(rows, "frequency", FrequencyNames);
        int recency = Find(rows, "recency", RecencyNames);
        int age = Find(rows, "T", AgeNames);
        int? spend = TryFind(rows, SpendNames);
        List<(CustomerId, PurchaseSummary)> customers = [];
        HashSet<CustomerId> seen = [];
        while (rows.Read())
        {
            if (!CustomerId.TryParse(rows.Text(id), out CustomerId customer))
            {
                throw rows.Wrong($"{rows.Header[id]} is empty");
            }

            if (!seen.Add(customer))
            {
                throw rows.Wrong($"customer {customer} stands twice");
            }

            customers.Add((customer, ReadHistory(rows, frequency, recency, age, spend)));
        }

        return new SummaryTable(path, null, customers, spend is not null);
    }

    private static PurchaseSummary ReadHistory(CsvTable rows, int frequencyColumn, int recencyColumn, int ageColumn, int? spendColumn)
    {
        double frequency = NotNegative(rows, frequencyColumn);
        double recency = NotNegative(rows, recencyColumn);
        double age = NotNegative(rows, ageColumn);
        if (frequency != Math.Floor(frequency) || frequency > int.MaxValue)
        {
            throw rows.Wrong($"{rows.Header[frequencyColumn]} is {frequency}, expected a whole number of repeat purchases");
        }

        if (recency > age)
        {
            throw rows.Wrong($"{rows.Header[recencyColumn]} {recency} exceeds {rows.Header[ageColumn]} {age}: the last purchase cannot come after the end");
        }

        if (frequency == 0 && recency > 0)
        {
            throw rows.Wrong($"{rows.Header[recencyColumn]} is {recency} without a repeat purchase, expected 0");
        }

        if (spendColumn is not { } column || frequency == 0)
        {
            return new PurchaseSummary((int)frequency, recency, age);
        }

        double spend = rows.Number(column);
        return spend > 0
            ? new PurchaseSummary((int)frequency, recency, age, spend)
            : throw rows.Wrong($"{rows.Header[column]} is {Text(spend)}, expected a mean spend above 0");
    }

    private static double NotNegative(CsvTable rows, int column)
    {
        double value = rows.Number(column);
        return value >= 0 ? value : throw rows.Wrong($"{rows.Header[column]} is {Text(value)}, expected 0 or more");
    }

    private static string Text(double value) => double.IsNaN(value) ? "missing" : $"{value}";

    private static int Find(CsvTable rows, string name, string[] names) =>
        TryFind(rows, names) ?? throw new WrongInputException($"{rows.Path}: the header lacks the column {name}, expected ID, frequency, recency, T and perhaps monetary_value");

    private static int? TryFind(CsvTable rows, string[] names)
    {
        int[] found = [.. Enumerable.Range(0, rows.Header.Count).Where(column => names.Contains(rows.Header[column].Trim(), StringComparer.OrdinalIgnoreCase))];
        return found.Length <= 1
            ? found.Length == 0 ? null : found[0]
            : throw new WrongInputException($"{rows.Path}: the columns {string.Join(" and ", found.Select(column => rows.Header[column]))} mean the same, expected one of them");
    }
}
