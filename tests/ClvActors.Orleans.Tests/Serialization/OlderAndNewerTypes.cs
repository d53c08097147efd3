using ClvActors.Domain.Features;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Transactions;
using ClvActors.Orleans.Customers;
using ClvActors.Orleans.Partitions;
using ClvActors.Orleans.Serialization;

namespace ClvActors.Orleans.Tests.Serialization;

/// <summary>The customer's state as a program would write it that knows no dates, cancellations or retries.</summary>
[GenerateSerializer, Alias("clv.test.older-customer-state")]
public sealed class OlderCustomerState
{
    [Id(0)]
    public int Format { get; set; } = 1;

    [Id(1)]
    public long JournalSequence { get; set; }

    [Id(6)]
    public OlderInvoices? Purchases { get; set; }
}

/// <summary>Invoices of a program that knows no ids of lines.</summary>
[GenerateSerializer, Alias("clv.test.older-invoices")]
public sealed class OlderInvoices
{
    [Id(0)]
    public string[] Numbers { get; set; } = [];

    [Id(1)]
    public long[] Ticks { get; set; } = [];

    [Id(2)]
    public int[] LineCounts { get; set; } = [];

    [Id(3)]
    public string[] StockCodes { get; set; } = [];

    [Id(4)]
    public int[] Stock { get; set; } = [];

    [Id(5)]
    public int[] Quantities { get; set; } = [];

    [Id(6)]
    public long[] Prices { get; set; } = [];

    [Id(7)]
    public int[] MinutesAndFlags { get; set; } = [];
}

/// <summary>The state of a program to come.</summary>
[GenerateSerializer, Alias("clv.test.newer-customer-state")]
public sealed class NewerCustomerState
{
    [Id(0)]
    public int Format { get; set; } = 1;

    [Id(1)]
    public long JournalSequence { get; set; }

    [Id(2)]
    public int AsOfDay { get; set; }

    [Id(8)]
    public RecentBatch[] RecentBatches { get; set; } = [];

    [Id(99)]
    public StoredInvoices[] Baskets { get; set; } = [new() { Numbers = ["1"] }, new()];
}

/// <summary>An entry of a program that tells no changes and no history.</summary>
[GenerateSerializer, Alias("clv.test.older-customer-entry")]
public sealed record OlderCustomerEntry
{
    [Id(0)]
    public required CustomerRecord Record { get; init; }

    [Id(1)]
    public required long Version { get; init; }

    [Id(2)]
    public required long SpendTenThousandths { get; init; }

    [Id(4)]
    public required int NewestPurchaseDay { get; init; }
}

/// <summary>An entry of a program to come.</summary>
[GenerateSerializer, Alias("clv.test.newer-customer-entry")]
public sealed record NewerCustomerEntry
{
    [Id(0)]
    public required CustomerRecord Record { get; init; }

    [Id(1)]
    public required long Version { get; init; }

    [Id(6)]
    public required ValueHistory History { get; init; }

    [Id(99)]
    public required CustomerRecord Former { get; init; }
}

/// <summary>A record of a program that knows the reference set's features alone.</summary>
[GenerateSerializer, Alias("clv.test.reference-set-record")]
public struct ReferenceSetRecord
{
    [Id(0)]
    public CustomerIdSurrogate Id { get; set; }

    [Id(1)]
    public double[] Features { get; set; }

    [Id(2)]
    public double PredictedValue { get; set; }

    [Id(3)]
    public double RawScore { get; set; }

    [Id(4)]
    public int Source { get; set; }

    [Id(5)]
    public int AsOfDay { get; set; }

    [Id(6)]
    public long EdgesVersion { get; set; }

    [Id(7)]
    public string BundleId { get; set; }

    [Id(8)]
    public int FirstPurchaseDay { get; set; }

    [Id(9)]
    public int? LastPurchaseDay { get; set; }

    [Id(10)]
    public int WaitingInvoices { get; set; }

    /// <summary>The record as such a program would have written it.</summary>
    public static ReferenceSetRecord Of(CustomerRecord record) => new()
    {
        Id = new CustomerIdSurrogate(record.Id),
        Features = record.Features.Values[..FeatureSet.Reference.Count].ToArray(),
        PredictedValue = record.PredictedValue,
        RawScore = record.Prediction.RawScore,
        Source = (int)record.Source,
        AsOfDay = record.Window.AsOfDay,
        EdgesVersion = record.EdgesVersion,
        BundleId = record.BundleId,
        FirstPurchaseDay = record.FirstPurchaseDay,
        LastPurchaseDay = record.LastPurchaseDay,
        WaitingInvoices = record.WaitingInvoices,
    };
}

/// <summary>An entry of a program that knows the reference set's features alone.</summary>
[GenerateSerializer, Alias("clv.test.reference-set-entry")]
public sealed record ReferenceSetEntry
{
    [Id(0)]
    public required ReferenceSetRecord Record { get; init; }

    [Id(1)]
    public required long Version { get; init; }

    [Id(2)]
    public required long SpendTenThousandths { get; init; }

    [Id(3)]
    public required int NextDueDay { get; init; }

    [Id(4)]
    public required int NewestPurchaseDay { get; init; }

    [Id(5)]
    public required long ChangeSequence { get; init; }

    [Id(6)]
    public required ValueHistory History { get; init; }

    [Id(7)]
    public required string BundleFingerprint { get; init; }

    [Id(8)]
    public required double ToldValue { get; init; }

    [Id(9)]
    public required int ToldSource { get; init; }

    /// <summary>The entry as such a program would have written it.</summary>
    public static byte[] BytesOf(CustomerEntry entry) => OrleansSerializer.Of<ReferenceSetEntry>().SerializeToArray(new ReferenceSetEntry
    {
        Record = ReferenceSetRecord.Of(entry.Record),
        Version = entry.Version,
        SpendTenThousandths = entry.SpendTenThousandths,
        NextDueDay = entry.NextDueDay,
        NewestPurchaseDay = entry.NewestPurchaseDay,
        ChangeSequence = entry.ChangeSequence,
        History = entry.History,
        BundleFingerprint = entry.BundleFingerprint,
        ToldValue = entry.ToldValue,
        ToldSource = entry.ToldSource,
    });
}

/// <summary>A journal row of a program that keeps no counts.</summary>
[GenerateSerializer, Alias("clv.test.older-journal-batch")]
public sealed record OlderJournalBatch([property: Id(0)] long Sequence, [property: Id(1)] OlderLine[] Lines);

/// <summary>A line of a program that knows neither product texts, countries nor ids.</summary>
[GenerateSerializer, Alias("clv.test.older-line")]
public struct OlderLine
{
    [Id(0)]
    public string Invoice { get; set; }

    [Id(1)]
    public string StockCode { get; set; }

    [Id(3)]
    public int Quantity { get; set; }

    [Id(4)]
    public long Ticks { get; set; }

    [Id(5)]
    public long Price { get; set; }
}

/// <summary>A journal row of a program to come, whose lines know more too.</summary>
[GenerateSerializer, Alias("clv.test.newer-journal-batch")]
public sealed record NewerJournalBatch(
    [property: Id(0)] long Sequence, [property: Id(1)] NewerLine[] Lines, [property: Id(2)] long[] Counts, [property: Id(99)] TransactionLine[] Returned);

/// <summary>A line of a program to come.</summary>
[GenerateSerializer, Alias("clv.test.newer-line")]
public struct NewerLine
{
    [Id(0)]
    public string Invoice { get; set; }

    [Id(1)]
    public string StockCode { get; set; }

    [Id(2)]
    public string Description { get; set; }

    [Id(7)]
    public string Country { get; set; }

    [Id(99)]
    public string Channel { get; set; }
}
