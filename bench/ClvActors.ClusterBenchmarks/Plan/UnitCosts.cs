using System.Text.Json;

namespace ClvActors.ClusterBenchmarks.Plan;

/// <summary>What one of each thing costs; processor times in microseconds of one core, NaN where nothing was measured.</summary>
internal sealed record UnitCosts
{
    private static readonly JsonSerializerOptions Format = new()
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public string Machine { get; set; } = "";

    public bool HasDatabase { get; set; }

    public double LinesPerInvoice { get; set; }

    /// <summary>An invoice of a customer of its own, silo in memory.</summary>
    public double InvoiceInMemory { get; set; }

    /// <summary>The same with the silo's share of storing it in PostgreSQL.</summary>
    public double InvoiceStored { get; set; }

    /// <summary>An invoice of a customer that has two thousand of them.</summary>
    public double InvoiceOfLargeCustomer { get; set; }

    /// <summary>Numbering and completing a batch, most of it in the aggregator.</summary>
    public double Batch { get; set; }

    public double Rescore { get; set; }

    /// <summary>The customer's part of a lookup.</summary>
    public double Lookup { get; set; }

    /// <summary>A partition's part of a lookup when the ladder is not exact.</summary>
    public double CountCall { get; set; }

    public double Activation { get; set; }

    public double Deactivation { get; set; }

    /// <summary>The database's share of a row with its entry, in groups.</summary>
    public double DatabaseRow { get; set; } = double.NaN;

    /// <summary>The database's share of a transaction, whatever it holds.</summary>
    public double DatabaseCommit { get; set; } = double.NaN;

    /// <summary>The database's share of reading a customer back.</summary>
    public double DatabaseRead { get; set; } = double.NaN;

    /// <summary>The database's share of a checkpoint.</summary>
    public double DatabaseCheckpoint { get; set; } = double.NaN;

    /// <summary>The database's share of an entry of a partition that is read back.</summary>
    public double DatabaseReloadedEntry { get; set; } = double.NaN;

    /// <summary>Rows per second at which the database here was saturated.</summary>
    public double SaturatedRows { get; set; } = double.NaN;

    public double JournalBytes { get; set; } = double.NaN;

    public double EntryBytes { get; set; } = double.NaN;

    /// <summary>Bytes of tables and indexes per customer that has one row, without the journal's share.</summary>
    public double EntryTableBytes { get; set; } = double.NaN;

    public double JournalTableBytes { get; set; } = double.NaN;

    public double CheckpointTableBytes { get; set; } = double.NaN;

    /// <summary>Bytes of the database's log per row.</summary>
    public double LogBytes { get; set; } = double.NaN;

    public double IndexedCustomerBytes { get; set; }

    public double GrainBytes { get; set; }

    /// <summary>Reading an entry's bytes and indexing it.</summary>
    public double ReloadedEntry { get; set; }

    /// <summary>Looking whether an entry stands at a view.</summary>
    public double LookedAtEntry { get; set; }

    /// <summary>The root's work for a key that it receives.</summary>
    public double RootKey { get; set; }

    /// <summary>A partition's work for a key that it sends.</summary>
    public double PartitionKey { get; set; }

    public double KeyBytes { get; set; }

    public double ViewBytes { get; set; }

    public static UnitCosts Load(string path) => JsonSerializer.Deserialize<UnitCosts>(File.ReadAllText(path), Format)!;

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Format) + "\n");
}
