namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>The tables of the plan that need no simulation: settlings, rates of a core, storage and cost.</summary>
internal sealed class PlanTables(PlanOptions options, UnitCosts costs, Loads loads)
{
    private const double HoursOfMonth = 730;
    private const double SecondsOfYear = 365 * 86_400.0;
    private const double MemoryReserve = 1.5;
    private const double SiloBaseBytes = 2e9;
    private const double DatabaseMemoryOfCore = 8;
    private const double Giga = 1e9;

    /// <summary>Silos whose memory holds everything with one of them lost.</summary>
    public int FewestSilos()
    {
        int silos = 2;
        while (MemoryOfSilo(silos) > options.MemoryGigabytes)
        {
            silos++;
        }

        return silos;
    }

    /// <summary>One root or a tree, by the number of partitions.</summary>
    public void PrintSettlings()
    {
        Console.WriteLine($"### Root fan-in at {options.Customers:N0} customers");
        Console.WriteLine();
        Console.WriteLine("| partitions | fan-in | keys through the slowest path | MB into the roots | work of the roots on that path, s | longest turn, s |");
        Console.WriteLine("| ---: | --- | ---: | ---: | ---: | ---: |");
        foreach (int partitions in (int[])[64, 256, 1_024, 4_096])
        {
            Settling(partitions, "one root", SettlingVolume.Turns(options.Customers, partitions));
            foreach (int fanIn in (int[])[16, 32, 64])
            {
                if (fanIn < partitions)
                {
                    Settling(partitions, $"tree of {fanIn}", SettlingVolume.TurnsInTree(options.Customers, partitions, fanIn));
                }
            }
        }

        Console.WriteLine();
    }

    /// <summary>Where one database ends.</summary>
    public void PrintOneDatabase()
    {
        const double Busy = 0.6;
        double cores = options.DatabaseCores * Busy;
        double all = loads.Databases.Sum(part => part.Cores) / options.Rate;
        double grouped = all - (loads.Cold * (costs.DatabaseCheckpoint - costs.DatabaseRow) / 1e6);
        double rows = (costs.DatabaseRow + (loads.PushedPerSecond / options.Rate * costs.DatabaseRow)) / 1e6;
        double log = options.DiskBytes * Busy / (costs.LogBytes * (1 + (loads.RescoredPerSecond / options.Rate)));
        Console.WriteLine($"### Where one database of {options.DatabaseCores} cores ends, {Busy:P0} busy");
        Console.WriteLine();
        Console.WriteLine("| bound | invoices/s |");
        Console.WriteLine("| --- | ---: |");
        Console.WriteLine($"| processors, a checkpoint a transaction as today | {cores / all:N0} |");
        Console.WriteLine($"| processors, checkpoints in groups like rows | {cores / grouped:N0} |");
        Console.WriteLine($"| processors, rows and entries alone (every customer in memory) | {cores / rows:N0} |");
        Console.WriteLine($"| {options.DiskBytes / 1e6:N0} MB/s of log | {log:N0} |");
        Console.WriteLine($"| a commit of its own for every invoice | {cores * 1e6 / (costs.DatabaseCommit + costs.DatabaseRow):N0} |");
        Console.WriteLine();
    }

    /// <summary>The rule of thumb.</summary>
    public void PrintRates()
    {
        Console.WriteLine("### Rule of thumb");
        Console.WriteLine();
        Console.WriteLine("| what | |");
        Console.WriteLine("| --- | ---: |");
        Console.WriteLine($"| invoices/s a core of a silo, in memory | {1e6 / costs.InvoiceInMemory:N0} |");
        Console.WriteLine($"| invoices/s a core of a silo, on PostgreSQL | {1e6 / costs.InvoiceStored:N0} |");
        Console.WriteLine($"| customers/s a core rescores in a day sweep | {1e6 / costs.Rescore:N0} |");
        Console.WriteLine($"| lookups/s a core, customer in memory, exact ladder | {1e6 / costs.Lookup:N0} |");
        Console.WriteLine($"| lookups/s a core, customer in memory, 16 partitions asked for the rank | {1e6 / (costs.Lookup + (16 * costs.CountCall)):N0} |");
        Console.WriteLine($"| activations/s a core | {1e6 / costs.Activation:N0} |");
        Console.WriteLine($"| entries/s a core reads back | {1e6 / costs.ReloadedEntry:N0} |");
        Console.WriteLine($"| rows/s a core of the database, in groups | {1e6 / costs.DatabaseRow:N0} |");
        Console.WriteLine($"| rows/s a core of the database, each a commit | {1e6 / (costs.DatabaseRow + costs.DatabaseCommit):N0} |");
        Console.WriteLine($"| GB of index per million customers | {costs.IndexedCustomerBytes / 1_000:N2} |");
        Console.WriteLine($"| GB per million active grains | {costs.GrainBytes / 1_000:N2} |");
        Console.WriteLine();
    }

    /// <summary>Memory, storage and cost of the chosen cluster.</summary>
    public void PrintCost(Scenario chosen, CustomerTail tail)
    {
        double indexed = options.Customers * costs.IndexedCustomerBytes / chosen.Silos;
        double active = loads.ActiveGrains * costs.GrainBytes / chosen.Silos;
        double memory = MemoryOfSilo(chosen.Silos);
        double mean = options.Rate / options.PeakFactor;
        double journal = mean * SecondsOfYear * costs.JournalTableBytes / Giga;
        double weekly = options.Customers * 52.0 * costs.JournalTableBytes / Giga;
        double entries = options.Customers * (costs.EntryTableBytes + costs.CheckpointTableBytes) * 1.7 / Giga;
        double log = (options.Rate + loads.RescoredPerSecond) * costs.LogBytes / chosen.Databases / 1e6;
        double silos = chosen.Silos * ((options.Cores * options.CoreHourPrice) + (memory * options.MemoryHourPrice)) * HoursOfMonth;
        double databases = 2 * chosen.Databases * options.DatabaseCores * (options.CoreHourPrice + (DatabaseMemoryOfCore * options.MemoryHourPrice)) * HoursOfMonth;
        Console.WriteLine("### Memory, storage, cost of the chosen cluster");
        Console.WriteLine();
        Console.WriteLine("| what | |");
        Console.WriteLine("| --- | ---: |");
        Console.WriteLine($"| index of a silo, GB | {indexed / Giga:N1} |");
        Console.WriteLine($"| active grains of a silo, GB | {active / Giga:N1} |");
        Console.WriteLine($"| memory of a silo, one lost, half as much again for the collector, GB | {memory:N0} |");
        Console.WriteLine($"| customers seen in {options.IdleSeconds:N0} s, millions | {tail.Seen(options.IdleSeconds) / 1e6:N1} |");
        Console.WriteLine($"| log of a database in the busiest hour, MB/s (assumed limit {options.DiskBytes / 1e6:N0}) | {log:N0} |");
        Console.WriteLine($"| entries and checkpoints with room for updates, TB | {entries / 1_000:N2} |");
        Console.WriteLine($"| journal a year at {mean:N0} invoices/s all year, TB | {journal / 1_000:N0} |");
        Console.WriteLine($"| journal a year at one invoice a customer and week ({options.Customers / 7.0 / 86_400:N0}/s), TB | {weekly / 1_000:N1} |");
        Console.WriteLine($"| silos a month | {silos:N0} |");
        Console.WriteLine($"| databases with a stand-by each, a month | {databases:N0} |");
        Console.WriteLine($"| disk a month, first year's journal at the high rate | {(entries + journal) * options.DiskMonthPrice:N0} |");
        Console.WriteLine($"| disk a month, first year's journal at one invoice a week | {(entries + weekly) * options.DiskMonthPrice:N0} |");
        Console.WriteLine();
    }

    private double MemoryOfSilo(int silos) =>
        ((((options.Customers * costs.IndexedCustomerBytes) + (loads.ActiveGrains * costs.GrainBytes)) / (silos - 1)) + SiloBaseBytes) * MemoryReserve / Giga;

    private void Settling(int partitions, string fanIn, double[] turns)
    {
        double keys = turns.Sum();
        Console.WriteLine(
            $"| {partitions:N0} | {fanIn} | {keys:N0} | {keys * costs.KeyBytes / 1e6:N0} | {keys * costs.RootKey / 1e6:N2} | {turns.Max() * costs.RootKey / 1e6:N2} |");
    }
}
