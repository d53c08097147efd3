using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;
using ClvActors.Learning.Promotion;

namespace ClvActors.Learning.Tests.Promotion;

public sealed class HeldOutCustomersTests
{
    private static readonly DateOnly AsOf = ComparedShop.Newest.AddDays(-30);
    private static readonly TrainingTable Table = TrainingTable.From(ComparedShop.Data.Lines, AsOf, ComparedShop.Horizon);

    [Fact]
    public void Of_SplitByCustomer_IsTheRuleForEveryCustomerThereMayBe()
    {
        BundleManifest manifest = ComparedShop.Manifest("a", AsOf, sha256: "other data");

        HeldOutCustomers held = HeldOutCustomers.Of(manifest, ComparedShop.Data, null, out string unknown)!;

        Assert.Equal("", unknown);
        TrainingSplit split = TrainingSplit.ByCustomer(Table, 42);
        Assert.All(split.Test, row => Assert.True(held.Contains(Table.Customers[row])));
        Assert.All(split.Train, row => Assert.False(held.Contains(Table.Customers[row])));
        Assert.True(held.Contains(CustomerId.Parse("12347")) == CustomerHash.IsHeldOut(CustomerId.Parse("12347"), 42));
    }

    [Fact]
    public void Of_DrawnSplit_IsDrawnAgainFromTheSameDataOnly()
    {
        BundleManifest manifest = ComparedShop.Manifest("a", AsOf, table => TrainingSplit.Draw(table, 5));

        HeldOutCustomers held = HeldOutCustomers.Of(manifest, ComparedShop.Data, null, out string unknown)!;

        Assert.Equal("", unknown);
        TrainingSplit split = TrainingSplit.Draw(Table, 5);
        Assert.Equal(split.Test.Select(row => Table.Customers[row]), Table.Customers.Where(held.Contains));
        Assert.Null(HeldOutCustomers.Of(manifest, ComparedShop.Data with { Sha256 = "newer" }, null, out unknown));
        Assert.Equal("its split was drawn from other data", unknown);
        BundleManifest another = manifest with { Training = manifest.Training with { TrainCustomers = manifest.Training.TrainCustomers + 1 } };
        Assert.Null(HeldOutCustomers.Of(another, ComparedShop.Data, null, out unknown));
        Assert.Equal("its split cannot be drawn again", unknown);
    }

    [Fact]
    public void Of_SplitFile_NeedsThatFile()
    {
        (CustomerId, bool)[] members = [.. Table.Customers.Select((id, at) => (id, at % 3 == 0))];
        BundleManifest manifest = ComparedShop.Manifest("a", AsOf, table => TrainingSplit.Given(table, members, "the file"));
        HashSet<CustomerId> test = [.. members.Where(member => member.Item2).Select(member => member.Item1)];

        HeldOutCustomers held = HeldOutCustomers.Of(manifest, ComparedShop.Data, new KnownSplit("the file", test), out string unknown)!;

        Assert.Equal("", unknown);
        Assert.Equal(test.Order(), Table.Customers.Where(held.Contains));
        Assert.Null(HeldOutCustomers.Of(manifest, ComparedShop.Data, new KnownSplit("another", test), out unknown));
        Assert.Equal("its split is a file that is not at hand, SHA-256 the file", unknown);
        Assert.Null(HeldOutCustomers.Of(manifest, ComparedShop.Data, null, out _));
    }
}
