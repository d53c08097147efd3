using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Storage;

namespace ClvActors.Orleans.Tests.Storage;

/// <content>Random steps against a plain oracle.</content>
public abstract partial class CustomerStoreContract
{
    /// <summary>Opens an empty store whose limits a seed may choose.</summary>
    private protected virtual Task<ICustomerStore> OpenAsync(int seed) => OpenAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task WriteAsync_RandomStepsOfManyCustomersAtOnce_AnswersAndKeepsWhatTheOracleDoes(int seed)
    {
        await using ICustomerStore store = await OpenAsync(seed);
        var oracle = new OracleCustomerStore();
        CustomerId[] customers = [.. Enumerable.Range(0, 60).Select(at => CustomerId.Parse(at % 2 == 0 ? $"{at}" : $"ä-{at}"))];

        await Task.WhenAll(customers.Select((customer, at) => RunAsync(store, oracle, customer, (seed * 1_000) + at)));

        foreach (CustomerId customer in customers)
        {
            CustomerTail tail = await store.ReadAsync(customer, 0);
            Assert.True(
                tail.Rows.Select(row => (row.Sequence, Convert.ToHexString(row.Lines)))
                    .SequenceEqual(oracle.Rows(customer).Select(row => (row.Sequence, Convert.ToHexString(row.Lines)))),
                $"seed {seed}: rows of customer {customer}");
            Assert.True((tail.Entry ?? []).AsSpan().SequenceEqual(oracle.Entry(customer) ?? []), $"seed {seed}: entry of customer {customer}");
        }

        for (int partition = 0; partition < 4; partition++)
        {
            var entries = new List<string>();
            await foreach (byte[] entry in store.ReadPartitionAsync(partition))
            {
                entries.Add(Convert.ToHexString(entry));
            }

            Assert.Equal(oracle.Partition(partition).Select(Convert.ToHexString).Order(), entries.Order());
        }
    }

    /// <summary>Steps of one customer, one after the other: new ones, retries, old ones again with other writers or bytes.</summary>
    private static async Task RunAsync(ICustomerStore store, OracleCustomerStore oracle, CustomerId customer, int seed)
    {
        var random = new Random(seed);
        var past = new List<CustomerWrite>();
        long sequence = 0;
        long version = 0;
        for (int step = 0; step < 60; step++)
        {
            CustomerWrite write;
            if (past.Count > 0 && random.Next(4) == 0)
            {
                write = past[random.Next(past.Count)];
            }
            else
            {
                long row = random.Next(3) == 0 ? 0 : Math.Max(1, sequence + 1 - (random.Next(5) == 0 ? random.Next(3) : 0));
                long entry = row > 0 && random.Next(4) == 0 ? 0 : Math.Max(1, version + 1 - (random.Next(5) == 0 ? random.Next(3) : 0));
                write = new CustomerWrite(
                    customer, random.Next(4), random.Next(8) == 0 ? Second : First,
                    row, StoredBytes.Of(row > 0 ? [(byte)random.Next(2), .. new byte[random.Next(40)]] : []),
                    entry, StoredBytes.Of(entry > 0 ? [(byte)random.Next(2), .. BitConverter.GetBytes(seed)] : []));
            }

            past.Add(write);
            bool isStored = await IsStoredAsync(store, write);
            Assert.True(isStored == oracle.Write(write), $"seed {seed}, step {step}: {write} answered {isStored}");
            if (isStored)
            {
                sequence = Math.Max(sequence, write.JournalSequence);
                version = Math.Max(version, write.EntryVersion);
            }
        }
    }

    private static async Task<bool> IsStoredAsync(ICustomerStore store, CustomerWrite write)
    {
        try
        {
            await store.WriteAsync(write);
            return true;
        }
        catch (CustomerWriteConflictException)
        {
            return false;
        }
    }
}
