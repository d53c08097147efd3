using System.Globalization;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Evaluation.PurchaseCounts;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>CDNOW's file: lines of customer, date as yyyymmdd, number of CDs and dollars, parted by blanks. The lines of a customer and a day are one purchase.</summary>
/// <param name="Purchases">Purchase days by customer, ascending.</param>
/// <param name="Lines">Lines of the file, a heading left out.</param>
internal sealed record CdnowFile(IReadOnlyDictionary<CustomerId, List<PurchaseDay>> Purchases, int Lines)
{
    private const int Fields = 4;

    /// <summary>Reads a file.</summary>
    /// <exception cref="WrongInputException">The file cannot be read, a line is wrong, or there is none; one line.</exception>
    public static CdnowFile Read(string path)
    {
        SortedDictionary<CustomerId, SortedDictionary<DateOnly, PurchaseDay>> customers = [];
        int lines = 0;
        int number = 0;
        foreach (string line in ReadLines(path))
        {
            number++;
            string[] fields = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            bool isHeading = number == 1 && fields.Length == Fields && !char.IsAsciiDigit(fields[1][0]);
            if (fields.Length == 0 || isHeading)
            {
                continue;
            }

            (CustomerId customer, PurchaseDay day) = Parse(fields) ?? throw new WrongInputException(
                $"{path}, line {number}: is not a customer, a date like 19970101, a number of items and an amount");
            lines++;
            if (!customers.TryGetValue(customer, out SortedDictionary<DateOnly, PurchaseDay>? days))
            {
                customers.Add(customer, days = []);
            }

            PurchaseDay earlier = days.GetValueOrDefault(day.Date, new PurchaseDay(day.Date, 0, 0));
            days[day.Date] = earlier with { Quantity = earlier.Quantity + day.Quantity, Spend = earlier.Spend + day.Spend };
        }

        return customers.Count == 0
            ? throw new WrongInputException($"{path}: holds no purchases")
            : new CdnowFile(customers.ToDictionary(pair => pair.Key, pair => pair.Value.Values.ToList()), lines);
    }

    private static (CustomerId Customer, PurchaseDay Day)? Parse(string[] fields)
    {
        bool isWellFormed = fields.Length == Fields
            & CustomerId.TryParse(fields[0], out CustomerId customer)
            & DateOnly.TryParseExact(fields.ElementAtOrDefault(1), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date)
            & TryParse(fields.ElementAtOrDefault(2), out double quantity)
            & TryParse(fields.ElementAtOrDefault(3), out double spend);
        return isWellFormed ? (customer, new PurchaseDay(date, quantity, spend)) : null;
    }

    private static bool TryParse(string? text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= 0 && double.IsFinite(value);

    private static string[] ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new WrongInputException($"{path}: no such file", missing);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new WrongInputException($"{path}: cannot be read: {failed.Message}", failed);
        }
    }
}
