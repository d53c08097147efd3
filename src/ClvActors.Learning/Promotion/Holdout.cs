using System.Globalization;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Promotion;

/// <summary>The customers on whom a champion and a candidate are compared: features at one as-of date and the spend that followed.</summary>
/// <remarks>
/// <para>A row is fair for a bundle when the bundle's training saw nothing of its label: either the customer was held out, or the whole label lies after the last day of the training's own labels. Rows are
/// always fair for the candidate. For the champion they may not be, when its manifest does not lead to the customers it was trained on; that favours the champion, so a promotion stays trustworthy.</para>
/// <para>Customers with at least two purchases in the window, ascending by id: those that the model scores. Immutable; any number of threads may read.</para>
/// </remarks>
public sealed class Holdout
{
    /// <summary>Fewest customers that are worth a comparison; noise is the bootstrap's matter.</summary>
    public const int FewestCustomers = 50;

    private Holdout(HoldoutKind kind, string description, TrainingTable table, int[] rows)
    {
        Kind = kind;
        Description = description;
        AsOf = table.AsOf;
        HorizonDays = table.HorizonDays;
        Customers = [.. rows.Select(row => table.Customers[row])];
        Features = [.. rows.Select(row => table.Features[row])];
        Spend = [.. rows.Select(row => table.Labels[row].ToDouble())];
    }

    /// <summary>Why the rows are fair.</summary>
    public HoldoutKind Kind { get; }

    /// <summary>Which rows they are and what they cannot show, in words.</summary>
    public string Description { get; }

    /// <summary>The as-of date D of the features.</summary>
    public DateOnly AsOf { get; }

    /// <summary>Days after D whose spend is the label.</summary>
    public int HorizonDays { get; }

    /// <summary>The customers.</summary>
    public IReadOnlyList<CustomerId> Customers { get; }

    /// <summary>Their features.</summary>
    public IReadOnlyList<FeatureVector> Features { get; }

    /// <summary>What they spent, in whole units of currency.</summary>
    public IReadOnlyList<double> Spend { get; }

    /// <summary>Takes the newest holdout that is fair for the candidate.</summary>
    /// <param name="data">The transactions.</param>
    /// <param name="champion">Manifest of the bundle that serves.</param>
    /// <param name="candidate">Manifest of the bundle that may replace it.</param>
    /// <param name="asOf">As-of date of the features; null for the newest whose horizon the data covers.</param>
    /// <param name="split">A split file at hand; null for none.</param>
    /// <exception cref="InvalidDataException">The horizons differ, the data does not reach far enough, or there is no holdout with enough customers; one sentence that says which.</exception>
    public static Holdout Choose(ComparisonData data, BundleManifest champion, BundleManifest candidate, DateOnly? asOf = null, KnownSplit? split = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(champion);
        ArgumentNullException.ThrowIfNull(candidate);
        int horizon = candidate.HorizonDays;
        if (champion.HorizonDays != horizon)
        {
            throw new InvalidDataException(
                $"{candidate.Id} predicts {horizon} days and {champion.Id} {champion.HorizonDays}: only bundles of one horizon can be compared");
        }

        TrainingTable table = TableAt(data, asOf ?? data.LastDate.AddDays(-horizon), horizon);
        Seen byCandidate = Seen.By(candidate, data, split, table.AsOf);
        Seen byChampion = Seen.By(champion, data, split, table.AsOf);
        if (byCandidate.IsUnknown)
        {
            throw new InvalidDataException(
                $"there is no common holdout: the training of {candidate.Id} saw {byCandidate.Days} of the {horizon} days after {Text(table.AsOf)}, and which customers it held out is not known ({byCandidate.WhyUnknown})");
        }

        int[] rows = [.. Enumerable.Range(0, table.Customers.Count).Where(row => byCandidate.IsFair(table.Customers[row]) && (byChampion.IsUnknown || byChampion.IsFair(table.Customers[row])))];
        if (rows.Length < FewestCustomers)
        {
            throw new InvalidDataException(
                $"there is no common holdout: of the {table.Customers.Count} customers with at least {ColdStartRule.ModelFromPurchases} purchases in the window of {Text(table.AsOf)}, {rows.Length} are new to the training of both bundles, a comparison needs {FewestCustomers}");
        }

        HoldoutKind kind = byChampion.IsUnknown ? HoldoutKind.NewToCandidate
            : byCandidate.Days == 0 && byChampion.Days == 0 ? HoldoutKind.LaterPeriod : HoldoutKind.HeldOutCustomers;
        string period = $"{rows.Length} customers as of {Text(table.AsOf)}, spend to {Text(table.AsOf.AddDays(horizon))}";
        string description = kind switch
        {
            HoldoutKind.LaterPeriod => $"{period}, all of it later than what either bundle's training saw",
            HoldoutKind.HeldOutCustomers => $"{period}, held out of the training of both; part of the period is not new to them ({byChampion.Days} days to {champion.Id}, {byCandidate.Days} to {candidate.Id}), so this shows new customers, not a new season",
            _ => $"{period}, new to {candidate.Id}; the training of {champion.Id} saw {byChampion.Days} of the {horizon} days and which customers it held out is not known ({byChampion.WhyUnknown}), which favours {champion.Id}",
        };
        return new Holdout(kind, description, table, rows);
    }

    private static TrainingTable TableAt(ComparisonData data, DateOnly asOf, int horizon)
    {
        DateOnly end = asOf.AddDays(horizon);
        if (end > data.LastDate)
        {
            throw new InvalidDataException($"the data ends on {Text(data.LastDate)}, before the {horizon} days after {Text(asOf)} do on {Text(end)}");
        }

        TrainingTable table = TrainingTable.From(data.Lines, asOf, horizon);
        return table.Customers.Count >= FewestCustomers
            ? table
            : throw new InvalidDataException(
                $"the data holds {table.Customers.Count} customers with at least {ColdStartRule.ModelFromPurchases} purchases in the window of {Text(asOf)} ({horizon} days before its end), a comparison needs {FewestCustomers}");
    }

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>What of the labels a bundle's training has seen.</summary>
    /// <param name="Days">How many of the horizon's days lie in the period of its own labels or before.</param>
    /// <param name="HeldOut">The customers of whom it saw nothing; null when unknown.</param>
    /// <param name="WhyUnknown">Why, in words.</param>
    private sealed record Seen(int Days, HeldOutCustomers? HeldOut, string WhyUnknown)
    {
        public bool IsUnknown => Days > 0 && HeldOut is null;

        public static Seen By(BundleManifest manifest, ComparisonData data, KnownSplit? split, DateOnly asOf)
        {
            int days = Math.Clamp(manifest.AsOf.AddDays(manifest.HorizonDays).DayNumber - asOf.DayNumber, 0, manifest.HorizonDays);
            HeldOutCustomers? heldOut = HeldOutCustomers.Of(manifest, data, split, out string unknown);
            return new Seen(days, heldOut, unknown);
        }

        public bool IsFair(CustomerId customer) => Days == 0 || HeldOut!.Contains(customer);
    }
}
