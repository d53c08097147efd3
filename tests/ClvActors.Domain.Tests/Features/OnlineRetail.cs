using System.Collections.Concurrent;
using ClvActors.Domain.Features;
using ClvActors.Domain.Transactions;
using ClvActors.Files;
using ClvActors.TestData;

namespace ClvActors.Domain.Tests.Features;

/// <summary>The whole dataset, read once for all tests of the process.</summary>
internal static class OnlineRetail
{
    private static readonly Lazy<TransactionLine[]> Read = new(ReadFile);
    private static readonly Lazy<BatchFeatures> Whole = new(AddAll);

    private static readonly ConcurrentDictionary<DateOnly, SortedDictionary<CustomerId, FeatureVector>> Computed = new();

    /// <summary>All lines in the file's order; none of them is malformed.</summary>
    public static TransactionLine[] Lines => Read.Value;

    /// <summary>The batch pass that holds all lines.</summary>
    public static BatchFeatures Batch => Whole.Value;

    /// <summary>The batch pass's features at a date, computed once.</summary>
    public static SortedDictionary<CustomerId, FeatureVector> FeaturesAt(DateOnly asOf) => Computed.GetOrAdd(asOf, Batch.Compute);

    private static TransactionLine[] ReadFile()
    {
        using TransactionReader reader = TransactionFile.Open(ReferenceData.OnlineRetail, TimeZoneInfo.Utc);
        return [.. reader.ReadAll().Select(line => line.Line ?? throw new InvalidDataException(line.Message))];
    }

    private static BatchFeatures AddAll()
    {
        BatchFeatures batch = new();
        foreach (TransactionLine line in Lines)
        {
            batch.Add(line);
        }

        return batch;
    }
}
