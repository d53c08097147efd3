using ClvActors.Host.Monitoring;
using ClvActors.Learning.Monitoring;

namespace ClvActors.Host.Tests.Monitoring;

public sealed class BundleHistoryTests
{
    private const int Most = 10;

    private static readonly DateOnly Began = new(2020, 3, 10);
    private static readonly DateTimeOffset Now = new(2020, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Named_FilesAwayBetweenTwoTrainings_KeepsTheirEntriesApart()
    {
        IReadOnlyList<ServedBundle> bundles = Named([new ServedBundle("clv-a", null, 100, Began, Now)], "A", 1);
        bundles = Named(bundles, null, 2);
        Assert.Equal("A", Assert.Single(bundles).Fingerprint);

        bundles = Named(bundles, "B", 3);

        Assert.Equal([("B", Began.AddDays(3), null), ("A", Began, Began.AddDays(3))], bundles.Select(bundle => (bundle.Fingerprint, bundle.SinceAsOf!.Value, bundle.UntilAsOf)));
    }

    [Fact]
    public void Named_NotTheTrainingThatWasKnown_BeginsAnEntryThatIsNamedLater()
    {
        IReadOnlyList<ServedBundle> bundles = Named([new ServedBundle("clv-a", "A", 100, Began, Now)], null, 1, "A");
        bundles = Named(bundles, null, 2, "A");
        Assert.Equal([(null, Began.AddDays(1)), ("A", Began)], bundles.Select(bundle => (bundle.Fingerprint, bundle.SinceAsOf!.Value)));

        bundles = Named(bundles, "B", 3, "A");

        Assert.Equal([("B", Began.AddDays(1)), ("A", Began)], bundles.Select(bundle => (bundle.Fingerprint, bundle.SinceAsOf!.Value)));
    }

    private static IReadOnlyList<ServedBundle> Named(IReadOnlyList<ServedBundle> bundles, string? fingerprint, int day, params string[] others) =>
        BundleHistory.Named(bundles, new BundleIdentity("clv-a", fingerprint), others, Began.AddDays(day), Now.AddDays(day), Most);
}
