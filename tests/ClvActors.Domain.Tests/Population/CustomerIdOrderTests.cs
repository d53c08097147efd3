using ClvActors.Domain.Population;
using ClvActors.Domain.Transactions;

namespace ClvActors.Domain.Tests.Population;

public sealed class CustomerIdOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void StartingWith_RandomIds_EqualsAScan(int seed)
    {
        Random random = new(seed);
        OrderIndex<CustomerId>[] parts = [new(), new(), new()];
        HashSet<CustomerId> ids = [];
        while (ids.Count < 2_000)
        {
            CustomerId id = CustomerId.Parse(Spelling());
            if (ids.Add(id))
            {
                parts[random.Next(parts.Length)].Insert(id);
            }
        }

        MergedOrder<CustomerId> order = new([.. parts.Select(part => part.Publish())]);
        for (int question = 0; question < 500; question++)
        {
            string spelling = Spelling();
            string prefix = spelling[..random.Next(spelling.Length + 1)];
            int most = random.Next(1, 101);
            CustomerId[] expected = [.. ids.Where(id => id.ToString().StartsWith(prefix, StringComparison.Ordinal)).Order().Take(most)];
            Assert.True(expected.SequenceEqual(CustomerIdOrder.StartingWith(order, prefix, most)), $"seed {seed}, {most} of '{prefix}'");
        }

        string Spelling() => random.Next(4) switch
        {
            0 => random.NextInt64(1_000_000_000_000_000).ToString(),
            1 => $"{"0AB-é\uFFFF"[random.Next(6)]}{random.Next(300)}",
            2 => $"{random.Next(30)}{"X-"[random.Next(2)]}{random.Next(9)}",
            _ => random.Next(3_000).ToString(),
        };
    }

    [Fact]
    public void Check_NumberOutOfRange_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CustomerIdOrder.Check("", 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CustomerIdOrder.Check("", 101));
        Assert.Throws<ArgumentNullException>(() => CustomerIdOrder.Check(null!, 1));
    }
}
