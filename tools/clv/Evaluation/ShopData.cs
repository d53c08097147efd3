using ClvActors.CommandLine.Input;
using ClvActors.CommandLine.Terminals;
using ClvActors.Learning.Bundles;

namespace ClvActors.CommandLine.Evaluation;

/// <summary>A shop's transactions, read and cleaned, from which tables of customers at any date are made.</summary>
/// <param name="Cleaned">The lines.</param>
/// <param name="Fingerprint">What they are.</param>
internal sealed record ShopData(CleanedLines Cleaned, DataFingerprint Fingerprint)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="WrongInputException">It holds no purchases, or a line is malformed and <paramref name="isStrict"/> is true.</exception>
    public static ShopData Read(string path, string zone, bool isStrict, Terminal terminal, CancellationToken cancellation)
    {
        CleanedLines cleaned = CleanedLines.Read(path, TimeZoneInfo.FindSystemTimeZoneById(zone), isStrict, terminal, cancellation);
        return new ShopData(cleaned, cleaned.Describe());
    }

    /// <summary>The customers at a date, with their spend over the horizon after it.</summary>
    /// <param name="asOf">The as-of date D.</param>
    /// <param name="horizonDays">Days that the label covers.</param>
    /// <param name="fewestPurchases">Customers with fewer invoices in the window are left out.</param>
    /// <param name="notes">Receives a note when the data ends before the horizon does.</param>
    /// <exception cref="WrongInputException">The data ends at or before the date; one line.</exception>
    public TrainingTable Table(DateOnly asOf, int horizonDays, int fewestPurchases, ICollection<string> notes)
    {
        DateOnly end = asOf.AddDays(horizonDays);
        if (Fingerprint.LastDate <= asOf)
        {
            throw new WrongInputException($"{Cleaned.Path}: ends on {Fingerprint.LastDate:yyyy-MM-dd}, there is no spend after {asOf:yyyy-MM-dd} to learn from");
        }

        if (Fingerprint.LastDate < end)
        {
            notes.Add($"the data ends on {Fingerprint.LastDate:yyyy-MM-dd}, before the horizon does on {end:yyyy-MM-dd}: labels are too low");
        }

        return TrainingTable.From(Cleaned.Lines, asOf, horizonDays, fewestPurchases);
    }
}
