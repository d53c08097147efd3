using ClvActors.Domain.Transactions;
using ClvActors.Learning.Bundles;

namespace ClvActors.Learning.Tests.Bundles;

public sealed class CustomerHashTests
{
    [Fact]
    public void IsHeldOut_Customers_AreThoseOfTheRuleInPython()
    {
        // [i for i in range(12346, 12400) if int.from_bytes(sha256(f"42:{i}".encode()).digest()[:4], "big") % 5 == 0]
        int[] expected = [12353, 12362, 12363, 12371, 12377, 12378, 12380, 12387, 12392];

        Assert.Equal(expected, Enumerable.Range(12346, 54).Where(id => CustomerHash.IsHeldOut(CustomerId.Parse($"{id}"), 42)));
        Assert.Equal(1200, Enumerable.Range(12346, 6000).Count(id => CustomerHash.IsHeldOut(CustomerId.Parse($"{id}"), 42)));
    }

    [Fact]
    public void ByCustomer_AnotherDate_HoldsOutTheSameCustomers()
    {
        TrainingTable later = TrainingTable.From(GeneratedShop.Lines, GeneratedShop.AsOf.AddDays(25), 60);
        TrainingSplit split = TrainingSplit.ByCustomer(GeneratedShop.Table, 42);
        TrainingSplit again = TrainingSplit.ByCustomer(later, 42);

        HashSet<CustomerId> trainedOn = [.. split.Train.Select(row => GeneratedShop.Table.Customers[row])];
        Assert.DoesNotContain(again.Test.Select(row => later.Customers[row]), trainedOn.Contains);
        Assert.Equal(GeneratedShop.Table.Customers.Count, split.Train.Count + split.Test.Count);
        Assert.Equal(new SplitRecord(SplitRecord.ByCustomer, 42, null), split.Origin);
        Assert.Contains("by a hash of the customer's id with seed 42", split.Origin.Describe(), StringComparison.Ordinal);
    }
}
