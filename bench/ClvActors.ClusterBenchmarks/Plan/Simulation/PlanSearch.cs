namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>Finds the smallest cluster that keeps the promise and prints what was simulated.</summary>
internal sealed class PlanSearch
{
    private const double HighestUtilisation = 0.6;
    private const int FanIn = 32;
    private const int MostSteps = 12;

    private readonly PlanOptions _options;
    private readonly UnitCosts _costs;
    private readonly CustomerTail _tail;

    public PlanSearch(PlanOptions options, UnitCosts costs)
    {
        (_options, _costs) = (options, costs);
        _tail = new CustomerTail(options.Customers, options.Tail, options.Rate);
    }

    /// <summary>Simulates and prints all tables.</summary>
    public void Run()
    {
        Loads today = new(_options, _costs, _tail, asksRanks: true);
        Loads changed = new(_options, _costs, _tail, asksRanks: false);
        Console.WriteLine("### Load by addition");
        Console.WriteLine();
        Console.WriteLine(
            $"Busiest customer {_tail.Busiest:N1} invoices/s; {changed.Cold:P1} of the invoices find no activation after {_options.IdleSeconds:N0} s; {changed.ActiveGrains / 1e6:N1} million grains in memory; "
            + $"{changed.SweptPerSecond:N0} customers/s in the sweep, {changed.PushedPerSecond:N0} customers/s pushed over an edge.");
        Console.WriteLine();
        Console.WriteLine("| what | cores | with ranks read from the ladder |");
        Console.WriteLine("| --- | ---: | ---: |");
        foreach (((string what, double cores), (_, double without)) in today.Silos.Zip(changed.Silos))
        {
            Console.WriteLine($"| silos: {what} | {cores:N1} | {without:N1} |");
        }

        foreach ((string what, double cores) in changed.Databases)
        {
            Console.WriteLine($"| databases: {what} | {cores:N1} | {cores:N1} |");
        }

        double silos = changed.Silos.Sum(part => part.Cores);
        double databases = changed.Databases.Sum(part => part.Cores);
        Console.WriteLine($"| **silos** | {today.Silos.Sum(part => part.Cores):N1} | {silos:N1} |");
        Console.WriteLine($"| **databases, in groups** | {databases:N1} | {databases:N1} |");
        Console.WriteLine();
        Outcome chosen = Search(silos, databases);
        Console.WriteLine("### Today's code at the chosen size");
        Console.WriteLine();
        Head();
        Print(Simulate(chosen.Scenario with { FanIn = 0, ReloadsAll = true, AsksRanks = true }));
        Print(Simulate(chosen.Scenario with { FanIn = 0, ReloadsAll = true }));
        Print(Simulate(chosen.Scenario with { FanIn = 0 }));
        Console.WriteLine();
        PlanTables tables = new(_options, _costs, changed);
        tables.PrintSettlings();
        tables.PrintOneDatabase();
        tables.PrintRates();
        tables.PrintCost(chosen.Scenario, _tail);
    }

    private Outcome Search(double silosLoad, double databasesLoad)
    {
        Console.WriteLine($"### Simulation: {_options.Rate:N0} invoices/s, {_options.Cores} cores a silo, root fan-in {FanIn}, only lost partitions reload, ranks from the ladder");
        Console.WriteLine();
        int silos = (int)Math.Ceiling(silosLoad / HighestUtilisation / _options.Cores);
        Loads loads = new(_options, _costs, _tail, asksRanks: false);
        silos = Math.Max(silos, new PlanTables(_options, _costs, loads).FewestSilos());
        double log = (_options.Rate + loads.RescoredPerSecond) * _costs.LogBytes;
        int databases = (int)Math.Ceiling(Math.Max(databasesLoad / _options.DatabaseCores, log / _options.DiskBytes) / HighestUtilisation);
        Console.WriteLine($"By addition at most {HighestUtilisation:P0} busy: {silosLoad / HighestUtilisation / _options.Cores:N1} silos by processors, {silos} with {_options.MemoryGigabytes:N0} GB each and one lost; "
            + $"{databasesLoad / HighestUtilisation / _options.DatabaseCores:N1} databases by processors, {log / _options.DiskBytes / HighestUtilisation:N1} by {log / 1e6:N0} MB/s of log.");
        Console.WriteLine();
        Head();
        Outcome? outcome = null;
        for (int step = 0; step < MostSteps && outcome is not { Holds: true }; step++)
        {
            outcome = Simulate(new Scenario(silos, databases, FanIn, ReloadsAll: false, AsksRanks: false));
            Print(outcome);
            if (outcome.Limit == "databases' processors")
            {
                databases++;
            }
            else
            {
                silos++;
            }
        }

        if (outcome!.Holds)
        {
            Print(Simulate(outcome.Scenario with { Silos = outcome.Scenario.Silos + Math.Max(2, outcome.Scenario.Silos / 10) }));
            Print(Simulate(outcome.Scenario with { Silos = outcome.Scenario.Silos * 3 / 2 }));
        }

        Console.WriteLine();
        Console.WriteLine(outcome.Holds ? $"Chosen: {outcome.Scenario.Silos} silos, {outcome.Scenario.Databases} databases." : $"Nothing up to {outcome.Scenario.Silos} silos keeps it.");
        Console.WriteLine();
        return outcome;
    }

    private Outcome Simulate(Scenario scenario) => new ClusterSimulation(_options, _costs, scenario).Run();

    private static void Head()
    {
        Console.WriteLine("| silos | databases | root fan-in | reload | lookups ask partitions | silos busy | one lost | databases busy | rows a commit | p50, ms | p99, ms | p99 with one lost, ms | worst, s | backlog, invoices | partitions back, s | backlog gone, s | sweep, h | longest settling, s | limit |");
        Console.WriteLine("| ---: | ---: | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
    }

    private static void Print(Outcome outcome)
    {
        Scenario scenario = outcome.Scenario;
        Console.WriteLine(
            $"| {scenario.Silos} | {scenario.Databases} | {(scenario.FanIn == 0 ? "all" : scenario.FanIn)} | {(scenario.ReloadsAll ? "all" : "lost")} | {(scenario.AsksRanks ? "yes" : "no")} "
            + $"| {outcome.Utilisation:P0} | {outcome.UtilisationAfter:P0} | {outcome.DatabaseUtilisation:P0} | {outcome.RowsPerCommit:N1} | {Milliseconds(outcome.Median)} | {Milliseconds(outcome.Slow)} | {Milliseconds(outcome.SlowAfter)} "
            + $"| {outcome.Worst:N1} | {outcome.Backlog:N0} | {Seconds(outcome.PartitionsBack)} | {Seconds(outcome.BacklogGone)} | {outcome.SweepHours:N1} | {(outcome.LongestSettling > 0 ? Seconds(outcome.LongestSettling) : "none ended")} | {outcome.Limit} |");
    }

    private static string Milliseconds(double seconds) => double.IsInfinity(seconds) ? "not within the run" : $"{seconds * 1_000:N0}";

    private static string Seconds(double seconds) => double.IsInfinity(seconds) ? "not within the run" : $"{seconds:N1}";
}
