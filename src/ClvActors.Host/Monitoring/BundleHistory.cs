using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Monitoring;

/// <summary>Which bundle served since when.</summary>
/// <remarks>Pure functions; safe on any thread.</remarks>
internal static class BundleHistory
{
    /// <summary>Notes that another bundle serves.</summary>
    /// <param name="bundles">The history, newest first.</param>
    /// <param name="next">The bundle and since when.</param>
    /// <param name="most">At most so many are kept.</param>
    public static IReadOnlyList<ServedBundle> Next(IReadOnlyList<ServedBundle> bundles, ServedBundle next, int most) =>
        [.. bundles.Select((bundle, at) => at == 0 ? bundle with { UntilAsOf = next.SinceAsOf, UntilAt = next.SinceAt } : bundle).Prepend(next).Take(most)];

    /// <summary>Notes which training of its name serves, which is known later than the name: once its files have been compared with what it predicts.</summary>
    /// <param name="bundles">The history, newest first.</param>
    /// <param name="serving">The bundle that serves. Another training under the same name is another bundle; one whose files are not found is taken for the one that was known.</param>
    /// <param name="others">Fingerprints of trainings of that name that it cannot be.</param>
    /// <param name="asOf">The as-of date.</param>
    /// <param name="now">The wall time.</param>
    /// <param name="most">At most so many are kept.</param>
    public static IReadOnlyList<ServedBundle> Named(IReadOnlyList<ServedBundle> bundles, BundleIdentity serving, IReadOnlyList<string> others, DateOnly asOf, DateTimeOffset now, int most)
    {
        if (bundles.Count == 0 || bundles[0].BundleId != serving.Id)
        {
            return bundles;
        }

        ServedBundle newest = bundles[0];
        bool isKnownOther = newest.Fingerprint is { } known && others.Contains(known);
        return !isKnownOther && serving.MayBe(new BundleIdentity(newest.BundleId, newest.Fingerprint))
            ? [newest with { Fingerprint = serving.Fingerprint ?? newest.Fingerprint }, .. bundles.Skip(1)]
            : Next(bundles, new ServedBundle(serving.Id, serving.Fingerprint, newest.HorizonDays, asOf, now), most);
    }
}
