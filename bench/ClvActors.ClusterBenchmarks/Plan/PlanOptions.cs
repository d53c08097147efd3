namespace ClvActors.ClusterBenchmarks.Plan;

/// <summary>What is planned for, and what is assumed because it cannot be measured here.</summary>
internal sealed record PlanOptions
{
    public int Seed { get; init; } = 1;

    public long Customers { get; init; } = 100_000_000;

    /// <summary>Invoices per second in the busiest hour.</summary>
    public double Rate { get; init; } = 50_000;

    /// <summary>Rate within a burst over the hour's mean.</summary>
    public double BurstFactor { get; init; } = 1.5;

    /// <summary>The busiest hour's rate over the year's mean.</summary>
    public double PeakFactor { get; init; } = 3;

    public int BatchInvoices { get; init; } = 200;

    /// <summary>Exponent of the customers' Zipf distribution.</summary>
    public double Tail { get; init; } = 0.65;

    /// <summary>Lookups per second in the busiest hour.</summary>
    public double Lookups { get; init; } = 5_000;

    /// <summary>Share of the customers that are in the population, and so rescored every day.</summary>
    public double ActiveShare { get; init; } = 0.6;

    public double SweepHours { get; init; } = 6;

    public double SettleSeconds { get; init; } = 30;

    public int Cores { get; init; } = 16;

    /// <summary>Memory of a silo in GB.</summary>
    public double MemoryGigabytes { get; init; } = 128;

    public int DatabaseCores { get; init; } = 16;

    public int Partitions { get; init; } = 1_024;

    /// <summary>Time after which an idle grain leaves memory; Orleans' default.</summary>
    public double IdleSeconds { get; init; } = 900;

    /// <summary>Time until the others find out that a silo is gone: two probes of two seconds and the vote.</summary>
    public double DetectionSeconds { get; init; } = 5;

    /// <summary>Sync of a database's log, in seconds.</summary>
    public double SyncSeconds { get; init; } = 0.001;

    /// <summary>One way and back between two machines, in seconds.</summary>
    public double RoundTripSeconds { get; init; } = 0.0005;

    /// <summary>Bytes per second between two machines.</summary>
    public double NetworkBytes { get; init; } = 1.25e9;

    /// <summary>Log and pages that one database's disks take, bytes per second.</summary>
    public double DiskBytes { get; init; } = 500e6;

    public double CoreHourPrice { get; init; } = 0.04;

    public double MemoryHourPrice { get; init; } = 0.005;

    public double DiskMonthPrice { get; init; } = 0.10;

    /// <summary>Simulated seconds; the silo is lost after a third.</summary>
    public double Duration { get; init; } = 180;
}
