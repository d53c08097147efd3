using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Promotion;

/// <summary>The customers that a bundle's training did not see, found again from its manifest.</summary>
/// <remarks>Immutable; any number of threads may ask.</remarks>
public sealed class HeldOutCustomers
{
    private readonly Func<CustomerId, bool> _contains;

    private HeldOutCustomers(Func<CustomerId, bool> contains) => _contains = contains;

    /// <summary>Finds them.</summary>
    /// <param name="manifest">The bundle's manifest.</param>
    /// <param name="data">The transactions at hand; a split that was drawn from the table is drawn again only if they are the ones that the bundle was trained on.</param>
    /// <param name="split">A split file at hand, which counts if it is the one that the bundle was trained with; null for none.</param>
    /// <param name="unknown">Why they are not known, as the end of a sentence; empty when they are.</param>
    /// <returns>Null when the manifest does not lead to them.</returns>
    public static HeldOutCustomers? Of(BundleManifest manifest, ComparisonData data, KnownSplit? split, out string unknown)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(data);
        SplitRecord record = manifest.Training.Split;
        unknown = "";
        switch (record.Kind)
        {
            case SplitRecord.ByCustomer when record.Seed is { } seed:
                return new HeldOutCustomers(customer => CustomerHash.IsHeldOut(customer, seed));
            case SplitRecord.File when split is not null && split.Sha256 == record.Sha256:
                return new HeldOutCustomers(split.Test.Contains);
            case SplitRecord.File:
                unknown = $"its split is a file that is not at hand, SHA-256 {record.Sha256}";
                return null;
            case SplitRecord.Stratified when record.Seed is { } seed && data.Sha256 == manifest.Data.Sha256:
                return Redraw(manifest, data.Lines, seed, out unknown);
            default:
                unknown = "its split was drawn from other data";
                return null;
        }
    }

    /// <summary>Whether the bundle's training did not see a customer.</summary>
    public bool Contains(CustomerId customer) => _contains(customer);

    private static HeldOutCustomers? Redraw(BundleManifest manifest, BatchFeatures lines, int seed, out string unknown)
    {
        TrainingTable table = TrainingTable.From(lines, manifest.AsOf, manifest.HorizonDays);
        unknown = "its split cannot be drawn again";
        if (table.Customers.Count != manifest.Training.TrainCustomers + manifest.Training.TestCustomers)
        {
            return null;
        }

        TrainingSplit split = TrainingSplit.Draw(table, seed);
        if (split.Test.Count != manifest.Training.TestCustomers)
        {
            return null;
        }

        unknown = "";
        HashSet<CustomerId> test = [.. split.Test.Select(row => table.Customers[row])];
        return new HeldOutCustomers(test.Contains);
    }
}
