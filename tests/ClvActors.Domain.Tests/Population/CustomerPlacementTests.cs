using ClvActors.Domain.Transactions;
using ClvActors.Domain.Population;

namespace ClvActors.Domain.Tests.Population;

public sealed class CustomerPlacementTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("12345")]
    [InlineData("999999999999999")]
    [InlineData("A-17")]
    [InlineData("007")]
    public void ShardOf_IsTheHashTimesTheShardsOverTwoToThe64(string id)
    {
        UInt128 hash = CustomerId.Parse(id).StableHash();
        for (int shards = 1; shards <= 20; shards++)
        {
            Assert.Equal((int)((hash * (UInt128)shards) >> 64), CustomerPlacement.PartOf(CustomerId.Parse(id), shards));
        }
    }

    [Fact]
    public void ShardOf_KnownIds_IsWhatItAlwaysWas()
    {
        // Computed apart from this program, from SplitMix64's finaliser, FNV-1a and exact integers.
        int[] found = [.. ((string[])["0", "1", "12345", "12346", "13085", "17850", "999999999999999", "A-17", "007", "kunde"]).Select(id => CustomerPlacement.PartOf(CustomerId.Parse(id), 1_000))];
        Assert.Equal([883, 566, 133, 794, 995, 858, 722, 506, 147, 489], found);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(13)]
    public void ShardOf_ManyCustomers_AreSpreadEvenly(int shards)
    {
        const int Customers = 60_000;
        int[] numbers = new int[shards];
        int[] texts = new int[shards];
        for (int index = 0; index < Customers; index++)
        {
            numbers[CustomerPlacement.PartOf(CustomerId.FromNumber(12_346 + index), shards)]++;
            texts[CustomerPlacement.PartOf(CustomerId.Parse($"customer-{index}"), shards)]++;
        }

        // Five standard deviations of a fair draw.
        double fair = (double)Customers / shards;
        double slack = 5 * Math.Sqrt(fair);
        Assert.All(numbers.Concat(texts), count => Assert.InRange(count, fair - slack, fair + slack));
    }
}
