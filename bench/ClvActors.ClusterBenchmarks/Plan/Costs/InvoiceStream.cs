using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;

namespace ClvActors.ClusterBenchmarks.Plan.Costs;

/// <summary>Small invoices in batches, each of a customer of its own; the same seed gives the same.</summary>
internal sealed class InvoiceStream(int seed, int customers, int batchInvoices)
{
    private const int FirstCustomer = 10_000_000;
    private const int MeanLines = 5;
    private const int Products = 3_000;
    private static readonly DateTime Start = new(2024, 3, 1, 9, 0, 0, DateTimeKind.Unspecified);

    private readonly Random _random = new(seed);
    private int _invoice = 500_000;

    /// <summary>Day of a round's invoices.</summary>
    public static DateOnly DayOf(int round) => DateOnly.FromDateTime(Start.AddDays(round));

    /// <summary>A customer by its number.</summary>
    public static CustomerId Customer(int number) => CustomerId.FromNumber(FirstCustomer + number);

    /// <summary>One invoice of every customer, in random order.</summary>
    /// <param name="round">Day on which they are.</param>
    public TransactionBatch[] Round(int round)
    {
        int[] order = [.. Enumerable.Range(0, customers)];
        _random.Shuffle(order);
        return [.. order.Chunk(batchInvoices).Select(chunk => new TransactionBatch([.. chunk.SelectMany(customer => Invoice(customer, Start.AddDays(round)))]))];
    }

    /// <summary>Invoices of one customer, a batch for each.</summary>
    public TransactionBatch[] Of(int customer, int count, int round) =>
        [.. Enumerable.Range(0, count).Select(_ => new TransactionBatch([.. Invoice(customer, Start.AddDays(round))]))];

    private IEnumerable<TransactionLine> Invoice(int customer, DateTime day)
    {
        string number = (_invoice++).ToString();
        DateTime time = day.AddMinutes(_random.Next(600));
        int lines = _random.Next(1, 2 * MeanLines);
        int product = _random.Next(Products);
        for (int line = 0; line < lines; line++)
        {
            yield return new TransactionLine(
                number, (10_000 + ((product + (line * 37)) % Products)).ToString(), "", _random.Next(1, 13), time, new Money(_random.Next(50, 2_000) * 100L), Customer(customer), "United Kingdom");
        }
    }
}
