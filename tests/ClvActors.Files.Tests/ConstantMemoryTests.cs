using ClvActors.Domain.Transactions;
using ClvActors.Files.Csv;
using ClvActors.Files.Generation;

namespace ClvActors.Files.Tests;

/// <summary>Tests that look at the whole heap, and so must have it to themselves.</summary>
[CollectionDefinition(nameof(ConstantMemoryTests), DisableParallelization = true)]
[Collection(nameof(ConstantMemoryTests))]
public sealed class ConstantMemoryTests
{
    [Fact]
    public void Read_ManyLines_HoldsNoMoreMemoryAtTheEnd()
    {
        using TemporaryFolder folder = new();
        ShopGenerator shop = new(new ShopOptions(2_000, 5, new DateOnly(2010, 1, 1), new DateOnly(2011, 12, 31)));
        long written;
        using (CsvTransactionWriter writer = CsvTransactionWriter.Create(folder["shop.csv"]))
        {
            foreach (TransactionLine line in shop.Lines())
            {
                writer.Write(line);
            }

            writer.Complete();
            written = writer.LinesWritten;
        }

        using TransactionReader reader = TransactionFile.Open(folder["shop.csv"], TimeZoneInfo.Utc);
        long lines = 0;
        long early = 0;
        while (reader.TryRead(out FileLine line))
        {
            Assert.Null(line.Error);
            if (++lines == written / 4)
            {
                early = GC.GetTotalMemory(forceFullCollection: true);
            }
        }

        long late = GC.GetTotalMemory(forceFullCollection: true);
        Assert.Equal(written, lines);

        // Three quarters of the file is some 20 MB of text; the pool may still gain a few of its 32,768 strings.
        Assert.True(late - early < 3_000_000, $"{late - early} more bytes are held after {lines} lines than after a quarter of them");
    }

    [Fact]
    public void Lines_ManyCustomers_AreNotHeldAtOnce()
    {
        ShopGenerator generator = new(new ShopOptions(100_000, 9, new DateOnly(2010, 1, 1), new DateOnly(2011, 12, 31)));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long lines = 0;
        long most = 0;
        foreach (TransactionLine line in generator.Lines())
        {
            if (++lines % 100_000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            if (lines == 400_000)
            {
                break;
            }
        }

        // 44 bytes per customer are 4.4 MB; the 400,000 lines alone would be 60 MB.
        Assert.InRange(most, 1, 20_000_000);
    }
}
