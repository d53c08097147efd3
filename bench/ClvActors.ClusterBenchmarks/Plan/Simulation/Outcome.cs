namespace ClvActors.ClusterBenchmarks.Plan.Simulation;

/// <summary>What a simulation showed; times in seconds, shares from 0 to 1.</summary>
internal sealed record Outcome
{
    public required Scenario Scenario { get; init; }

    public double Utilisation { get; init; }

    public double UtilisationAfter { get; init; }

    public double DatabaseUtilisation { get; init; }

    public double RowsPerCommit { get; init; }

    public double Median { get; init; }

    public double Slow { get; init; }

    public double SlowAfter { get; init; }

    public double Worst { get; init; }

    public double Backlog { get; init; }

    public double BacklogGone { get; init; }

    public double PartitionsBack { get; init; }

    public double SweepHours { get; init; }

    public double LongestSettling { get; init; }

    /// <summary>Whether it keeps what the plan promises.</summary>
    public bool Holds => Limit.Length == 0;

    /// <summary>What it breaks first, or nothing.</summary>
    public string Limit =>
        UtilisationAfter > 0.6 ? "silos' processors"
        : DatabaseUtilisation > 0.6 ? "databases' processors"
        : !(Slow <= 0.25) || !(SlowAfter <= 0.25) ? "acknowledgement"
        : "";
}
