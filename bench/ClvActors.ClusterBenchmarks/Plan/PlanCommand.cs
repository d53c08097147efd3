using System.CommandLine;
using ClvActors.ClusterBenchmarks.Plan.Costs;
using ClvActors.ClusterBenchmarks.Plan.Simulation;

namespace ClvActors.ClusterBenchmarks.Plan;

/// <summary>The verb <c>plan</c>: measures unit costs and simulates a large cluster with them.</summary>
internal static class PlanCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        PlanOptions standard = new();
        Option<T> With<T>(string name, string description, T value) => new(name) { Description = description, DefaultValueFactory = _ => value };
        Option<string?> postgres = new("--postgres") { Description = "Connection string of a PostgreSQL server on this machine, as a superuser, in which databases may be made; without it the database's costs are not measured and nothing is simulated." };
        Option<string?> costs = new("--costs") { Description = "File of unit costs measured before; nothing is measured then." };
        Option<string?> save = new("--save-costs") { Description = "File to which the measured unit costs are written." };
        Option<string> model = With("--model", "Folder of the bundle.", "models/clv-12m");
        Option<int> measured = With("--measured-customers", "Generated customers that the silo is measured with.", 50_000);
        Option<int> seed = With("--seed", "Seed of all that is generated and simulated.", standard.Seed);
        Option<long> customers = With("--customers", "Customers to plan for.", standard.Customers);
        Option<double> rate = With("--rate", "Invoices per second in the busiest hour.", standard.Rate);
        Option<double> burst = With("--burst", "Rate within a burst over the hour's mean.", standard.BurstFactor);
        Option<double> peak = With("--peak", "The busiest hour's rate over the year's mean.", standard.PeakFactor);
        Option<int> batch = With("--batch-invoices", "Invoices of a batch.", standard.BatchInvoices);
        Option<double> tail = With("--tail", "Exponent of the customers' Zipf distribution.", standard.Tail);
        Option<double> lookups = With("--lookups", "Lookups per second in the busiest hour.", standard.Lookups);
        Option<double> active = With("--active", "Share of the customers that bought within the window.", standard.ActiveShare);
        Option<double> sweep = With("--sweep-hours", "Hours over which a day's sweep is spread.", standard.SweepHours);
        Option<double> settle = With("--settle-seconds", "Seconds between settlings.", standard.SettleSeconds);
        Option<int> cores = With("--cores", "Cores of a silo.", standard.Cores);
        Option<double> memory = With("--memory", "Memory of a silo in GB.", standard.MemoryGigabytes);
        Option<int> databaseCores = With("--database-cores", "Cores of a database instance.", standard.DatabaseCores);
        Option<int> partitions = With("--partitions", "Partitions of the population.", standard.Partitions);
        Option<double> sync = With("--sync-seconds", "Sync of a database's log.", standard.SyncSeconds);
        Option<double> corePrice = With("--core-hour", "Price of a core for an hour.", standard.CoreHourPrice);
        Option<double> memoryPrice = With("--memory-hour", "Price of a GB of memory for an hour.", standard.MemoryHourPrice);
        Option<double> diskPrice = With("--disk-month", "Price of a GB of replicated disk for a month.", standard.DiskMonthPrice);
        Option<double> duration = With("--duration", "Simulated seconds; a silo is lost after a third.", standard.Duration);
        Command command = new("plan", "Measures unit costs on this machine and simulates a large cluster with them: silos, databases, partitions, times and cost.")
        {
            postgres, costs, save, model, measured, seed, customers, rate, burst, peak, batch, tail, lookups, active, sweep, settle, cores, memory, databaseCores, partitions, sync, corePrice, memoryPrice, diskPrice, duration,
        };
        command.SetAction(async (parsed, _) =>
        {
            PlanOptions options = standard with
            {
                Seed = parsed.GetValue(seed),
                Customers = parsed.GetValue(customers),
                Rate = parsed.GetValue(rate),
                BurstFactor = parsed.GetValue(burst),
                PeakFactor = parsed.GetValue(peak),
                BatchInvoices = parsed.GetValue(batch),
                Tail = parsed.GetValue(tail),
                Lookups = parsed.GetValue(lookups),
                ActiveShare = parsed.GetValue(active),
                SweepHours = parsed.GetValue(sweep),
                SettleSeconds = parsed.GetValue(settle),
                Cores = parsed.GetValue(cores),
                MemoryGigabytes = parsed.GetValue(memory),
                DatabaseCores = parsed.GetValue(databaseCores),
                Partitions = parsed.GetValue(partitions),
                SyncSeconds = parsed.GetValue(sync),
                CoreHourPrice = parsed.GetValue(corePrice),
                MemoryHourPrice = parsed.GetValue(memoryPrice),
                DiskMonthPrice = parsed.GetValue(diskPrice),
                Duration = parsed.GetValue(duration),
            };
            UnitCosts known = parsed.GetValue(costs) is { } file
                ? UnitCosts.Load(file)
                : await MeasuredCosts.MeasureAsync(options, parsed.GetRequiredValue(model), parsed.GetValue(measured), parsed.GetValue(postgres));
            if (parsed.GetValue(save) is { } target)
            {
                known.Save(target);
            }

            PlanReport.PrintCosts(known);
            if (!double.IsNaN(known.DatabaseRow))
            {
                new PlanSearch(options, known).Run();
            }
        });
        return command;
    }
}
