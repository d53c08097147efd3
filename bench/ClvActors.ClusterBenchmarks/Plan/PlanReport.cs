namespace ClvActors.ClusterBenchmarks.Plan;

/// <summary>Prints the tables of the plan.</summary>
internal static class PlanReport
{
    /// <summary>The unit costs as a table.</summary>
    public static void PrintCosts(UnitCosts costs)
    {
        Console.WriteLine($"### Unit costs: {costs.Machine}");
        Console.WriteLine();
        Console.WriteLine("| what | one costs |");
        Console.WriteLine("| --- | ---: |");
        Row($"invoice of {costs.LinesPerInvoice:N1} lines, silo in memory", costs.InvoiceInMemory, "us");
        Row("the same, silo on PostgreSQL", costs.InvoiceStored, "us");
        Row("invoice of a customer with 2,000 invoices", costs.InvoiceOfLargeCustomer, "us");
        Row("batch: number and completion", costs.Batch, "us");
        Row("customer rescored by a day's sweep", costs.Rescore, "us");
        Row("lookup, without ranks", costs.Lookup, "us");
        Row("lookup's rank, for each partition", costs.CountCall, "us");
        Row("activation from storage", costs.Activation, "us");
        Row("deactivation with checkpoint", costs.Deactivation, "us");
        Row("entry read back and indexed", costs.ReloadedEntry, "us");
        Row("entry looked at by a sweep", costs.LookedAtEntry, "us");
        Row("root, for a key received", costs.RootKey, "us");
        Row("partition, for a key sent", costs.PartitionKey, "us");
        Row("database: journal row with entry, in a group", costs.DatabaseRow, "us");
        Row("database: transaction, whatever it holds", costs.DatabaseCommit, "us");
        Row("database: checkpoint", costs.DatabaseCheckpoint, "us");
        Row("database: customer read back (without its checkpoint)", costs.DatabaseRead, "us");
        Row("database: entry of a partition read back", costs.DatabaseReloadedEntry, "us");
        Row("database here, silo of the same machine beside it", costs.SaturatedRows, "rows/s");
        Row("active grain", costs.GrainBytes, "bytes");
        Row("indexed customer", costs.IndexedCustomerBytes, "bytes");
        Row("journal row", costs.JournalBytes, "bytes");
        Row("entry", costs.EntryBytes, "bytes");
        Row("journal row on disk", costs.JournalTableBytes, "bytes");
        Row("entry on disk, before updates", costs.EntryTableBytes, "bytes");
        Row("checkpoint on disk", costs.CheckpointTableBytes, "bytes");
        Row("database's log, for a row with entry", costs.LogBytes, "bytes");
        Row("key in a message", costs.KeyBytes, "bytes");
        Row("view pushed to a silo", costs.ViewBytes, "bytes");
        Console.WriteLine();
    }

    private static void Row(string what, double value, string unit) =>
        Console.WriteLine($"| {what} | {(double.IsNaN(value) ? "not measured" : value.ToString(value < 10 ? "N3" : value < 100 ? "N1" : "N0") + " " + unit)} |");
}
