using ClvActors.Domain.Features;
using ClvActors.Domain.Service;
using ClvActors.Domain.Transactions;
using ClvActors.Embedded.Engine;
using ClvActors.Embedded.Storage;
using ClvActors.Embedded.Tests.Models;
using ClvActors.Files;
using ClvActors.ServiceContract.Models;
using ClvActors.TestData;

namespace ClvActors.Embedded.Tests.Engine;

/// <summary>The whole dataset through the running engine: shuffled within days, retried, restarted with other shards, compared with the batch pass.</summary>
public sealed class DatasetConvergenceTests : IDisposable
{
    private const int MostBatchLines = 6_000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("clv-dataset-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(11, 1, 8)]
    [InlineData(12, 8, 3)]
    public async Task Replay_ShuffledRetriedAndRestarted_EqualsTheBatchPassAtEveryMonthEnd(int seed, int shards, int shardsAfterRestart)
    {
        if (!ReferenceData.IsPresent)
        {
            Assert.Skip(ReferenceData.WhyMissing);
        }

        Random random = new(seed);
        BatchFeatures batchPass = new();
        List<List<TransactionLine>> days = ReadDays(batchPass);
        MemoryModelLibrary models = new();
        EmbeddedEngine engine = Open(models, shards);
        List<TransactionLine> earlier = [];
        try
        {
            for (int day = 0; day < days.Count; day++)
            {
                DateOnly date = days[day][0].Date;
                foreach (List<TransactionLine> batch in Shuffled(days[day], random))
                {
                    await engine.IngestAsync(new TransactionBatch(batch), TestContext.Current.CancellationToken);
                    earlier = random.Next(4) == 0 ? batch : earlier;
                    if (random.Next(8) == 0)
                    {
                        await engine.IngestAsync(new TransactionBatch(earlier), TestContext.Current.CancellationToken);
                    }
                }

                DateOnly? next = day + 1 < days.Count ? days[day + 1][0].Date : null;
                if (next is null || next.Value.Month != date.Month)
                {
                    DateOnly end = next is null ? date : new DateOnly(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month));
                    await engine.AdvanceAsOfAsync(end, TestContext.Current.CancellationToken);
                    await AssertEqualAsync(engine, batchPass.Compute(end), end, seed);
                    if (random.Next(5) == 0)
                    {
                        await engine.DisposeAsync();
                        engine = Open(models, shardsAfterRestart);
                        await AssertEqualAsync(engine, batchPass.Compute(end), end, seed);
                    }
                }
            }
        }
        finally
        {
            await engine.DisposeAsync();
        }
    }

    private EmbeddedEngine Open(MemoryModelLibrary models, int shards) => EmbeddedEngine.Open(
        new DiskStorage(_folder.FullName), models, new ExponentialModel("dataset", 5), new EngineOptions { Shards = shards, SyncsEveryCommit = false }, TimeProvider.System);

    // Lines by day in the order of the file.
    private static List<List<TransactionLine>> ReadDays(BatchFeatures batchPass)
    {
        SortedDictionary<DateOnly, List<TransactionLine>> days = [];
        using TransactionReader reader = TransactionFile.Open(ReferenceData.OnlineRetail, TimeZoneInfo.Utc);
        foreach (FileLine line in reader.ReadAll())
        {
            batchPass.Add(line.Line!);
            if (!days.TryGetValue(line.Line!.Date, out List<TransactionLine>? lines))
            {
                days.Add(line.Line.Date, lines = []);
            }

            lines.Add(line.Line);
        }

        return [.. days.Values];
    }

    // The invoices of a day in random order, each with its lines in theirs, cut into batches anywhere.
    private static IEnumerable<List<TransactionLine>> Shuffled(List<TransactionLine> day, Random random)
    {
        var invoices = day.GroupBy(line => (line.Customer, line.Invoice)).Select(invoice => invoice.ToArray()).ToArray();
        random.Shuffle(invoices);
        List<TransactionLine> batch = [];
        int size = random.Next(1, MostBatchLines);
        foreach (TransactionLine line in invoices.SelectMany(invoice => invoice))
        {
            batch.Add(line);
            if (batch.Count == size)
            {
                yield return batch;
                batch = [];
                size = random.Next(1, MostBatchLines);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private static async Task AssertEqualAsync(EmbeddedEngine engine, SortedDictionary<CustomerId, FeatureVector> expected, DateOnly asOf, int seed)
    {
        IReadOnlyList<CustomerSummary> live = await engine.PortfolioAsync(includeLapsed: false, TestContext.Current.CancellationToken);
        Assert.True(live.Count == expected.Count, $"seed {seed}, {asOf:yyyy-MM-dd}: {live.Count} customers instead of {expected.Count}");
        foreach (CustomerSummary customer in live)
        {
            Assert.True(
                expected.TryGetValue(customer.Record.Id, out FeatureVector? features) && features.Equals(customer.Record.Features),
                $"seed {seed}, {asOf:yyyy-MM-dd}: the features of customer {customer.Record.Id} differ from the batch pass");
        }
    }
}
