using ClvActors.Domain.Transactions;

namespace ClvActors.Files.Tests;

public sealed class EventOrderTests
{
    [Fact]
    public void Of_InterleavedInvoices_OrdersByEarliestLineAndKeepsEachInvoicesLines()
    {
        TransactionLine[] lines =
        [
            Line("B", "1", 10, 30),
            Line("A", "1", 10, 00),
            Line("B", "1", 10, 29),
            Line("A", "1", 10, 31),
            Line("C", null, 10, 15),
            Line("C", null, 10, 05),
        ];

        (int[] positions, bool[] starts) = EventOrder.Of(lines);

        Assert.Equal([1, 3, 5, 4, 0, 2], positions);
        Assert.Equal([true, false, true, true, true, false], starts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Of_RandomLines_IsAPermutationThatKeepsInvoicesWhole(int seed)
    {
        Random random = new(seed);
        TransactionLine[] lines = [.. Enumerable.Range(0, 500).Select(_ => Line($"{random.Next(40)}", $"{random.Next(5)}", random.Next(24), random.Next(60)))];

        (int[] positions, bool[] starts) = EventOrder.Of(lines);

        Assert.Equal(Enumerable.Range(0, lines.Length), positions.Order());
        HashSet<(CustomerId?, string)> seen = [];
        DateTime before = DateTime.MinValue;
        for (int index = 0; index < positions.Length; index++)
        {
            TransactionLine line = lines[positions[index]];
            bool isNew = seen.Add((line.Customer, line.Invoice));
            Assert.Equal(isNew, starts[index]);
            Assert.True(isNew || positions[index] > positions[index - 1], $"seed {seed}: the lines of invoice {line.Invoice} changed places");
            if (isNew)
            {
                DateTime earliest = lines.Where(other => other.Invoice == line.Invoice && other.Customer == line.Customer).Min(other => other.Time);
                Assert.True(earliest >= before, $"seed {seed}: invoice {line.Invoice} comes too late");
                before = earliest;
            }
        }
    }

    private static TransactionLine Line(string invoice, string? customer, int hour, int minute) => new(
        invoice, "S", "", 1, new DateTime(2020, 1, 1, hour, minute, 0), new Money(10_000), customer is null ? null : CustomerId.Parse(customer), "France");
}
