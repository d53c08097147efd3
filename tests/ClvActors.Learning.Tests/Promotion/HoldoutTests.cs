using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

namespace ClvActors.Learning.Tests.Promotion;

public sealed class HoldoutTests
{
    private static readonly DateOnly Newest = ComparedShop.Newest;
    private static readonly DateOnly Long = Newest.AddDays(-ComparedShop.Horizon);

    [Fact]
    public void Choose_BothTrainedLongBefore_TakesEveryoneAtTheNewestDate()
    {
        Holdout holdout = Choose(ComparedShop.Manifest("a", Long), ComparedShop.Manifest("b", Long.AddDays(-5)));

        TrainingTable table = TrainingTable.From(ComparedShop.Data.Lines, Newest, ComparedShop.Horizon);
        Assert.Equal((HoldoutKind.LaterPeriod, Newest, ComparedShop.Horizon), (holdout.Kind, holdout.AsOf, holdout.HorizonDays));
        Assert.Equal(table.Customers, holdout.Customers);
        Assert.Equal(table.Labels.Select(label => label.ToDouble()), holdout.Spend);
        Assert.Equal(table.Features, holdout.Features);
        Assert.Contains("all of it later", holdout.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_TrainingReachesIntoTheLabels_TakesCustomersHeldOutOfBoth()
    {
        Holdout holdout = Choose(ComparedShop.Manifest("a", Newest.AddDays(-30)), ComparedShop.Manifest("b", Newest));

        Assert.Equal(HoldoutKind.HeldOutCustomers, holdout.Kind);
        TrainingTable table = TrainingTable.From(ComparedShop.Data.Lines, Newest, ComparedShop.Horizon);
        Assert.Equal(table.Customers.Where(customer => CustomerHash.IsHeldOut(customer, 42)), holdout.Customers);
        Assert.Contains("(60 days to a, 90 to b)", holdout.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_OnlyOneReachesIntoTheLabels_LeavesOutItsTrainingCustomersAlone()
    {
        BundleManifest former = ComparedShop.Manifest("a", Long, table => TrainingSplit.Draw(table, 3), sha256: "lost");

        Holdout holdout = Choose(former, ComparedShop.Manifest("b", Newest));

        Assert.Equal(HoldoutKind.HeldOutCustomers, holdout.Kind);
        Assert.All(holdout.Customers, customer => Assert.True(CustomerHash.IsHeldOut(customer, 42)));
    }

    [Fact]
    public void Choose_ChampionsTrainingUnknown_FavoursTheChampionAndSaysSo()
    {
        BundleManifest champion = ComparedShop.Manifest("a", Newest.AddDays(-30), table => TrainingSplit.Draw(table, 3), sha256: "lost");

        Holdout holdout = Choose(champion, ComparedShop.Manifest("b", Newest));

        Assert.Equal(HoldoutKind.NewToCandidate, holdout.Kind);
        Assert.All(holdout.Customers, customer => Assert.True(CustomerHash.IsHeldOut(customer, 42)));
        Assert.Contains("saw 60 of the 90 days", holdout.Description, StringComparison.Ordinal);
        Assert.EndsWith("which favours a", holdout.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_CandidatesTrainingUnknown_IsRefused()
    {
        BundleManifest candidate = ComparedShop.Manifest("b", Newest.AddDays(-10), table => TrainingSplit.Draw(table, 3), sha256: "lost");

        Assert.Equal(
            $"there is no common holdout: the training of b saw 80 of the 90 days after {Newest:yyyy-MM-dd}, and which customers it held out is not known (its split was drawn from other data)",
            Refusal(ComparedShop.Manifest("a", Long), candidate));
    }

    [Fact]
    public void Choose_NobodyHeldOutOfBoth_IsRefused()
    {
        (CustomerId, bool)[] members = [.. TrainingTable.From(ComparedShop.Data.Lines, Newest, ComparedShop.Horizon).Customers.Select(id => (id, !CustomerHash.IsHeldOut(id, 42)))];
        BundleManifest others = ComparedShop.Manifest("a", Newest, table => TrainingSplit.Given(table, members, "file"));
        KnownSplit split = new("file", members.Where(member => member.Item2).Select(member => member.Item1).ToHashSet());

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => Holdout.Choose(ComparedShop.Data, others, ComparedShop.Manifest("b", Newest), split: split));

        Assert.StartsWith("there is no common holdout: of the ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(", 0 are new to the training of both bundles, a comparison needs 50", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_GivenDate_IsTaken()
    {
        Holdout holdout = Holdout.Choose(ComparedShop.Data, ComparedShop.Manifest("a", Newest), ComparedShop.Manifest("b", Newest), Newest.AddDays(-7));

        Assert.Equal(Newest.AddDays(-7), holdout.AsOf);
    }

    [Fact]
    public void Choose_DataThatEndsBeforeTheHorizon_IsRefused()
    {
        BundleManifest manifest = ComparedShop.Manifest("a", Newest);

        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => Holdout.Choose(ComparedShop.Data, manifest, manifest, Newest.AddDays(1)));

        Assert.Equal(
            $"the data ends on {ComparedShop.Data.LastDate:yyyy-MM-dd}, before the 90 days after {Newest.AddDays(1):yyyy-MM-dd} do on {ComparedShop.Data.LastDate.AddDays(1):yyyy-MM-dd}", refused.Message);
        BundleManifest years = manifest with { HorizonDays = 2000 };
        Assert.StartsWith("the data holds 0 customers", Refusal(years, years), StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_DifferentHorizons_IsRefused()
    {
        BundleManifest manifest = ComparedShop.Manifest("a", Newest);

        Assert.Equal(
            "b predicts 365 days and a 90: only bundles of one horizon can be compared", Refusal(manifest, manifest with { Id = "b", HorizonDays = 365 }));
    }

    private static Holdout Choose(BundleManifest champion, BundleManifest candidate) => Holdout.Choose(ComparedShop.Data, champion, candidate);

    private static string Refusal(BundleManifest champion, BundleManifest candidate) =>
        Assert.Throws<InvalidDataException>(() => Choose(champion, candidate)).Message;
}
