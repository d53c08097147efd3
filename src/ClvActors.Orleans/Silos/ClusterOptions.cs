using System.Net;
using ClvActors.Domain.Population;

namespace ClvActors.Orleans.Silos;

/// <summary>How a silo of the cluster runs.</summary>
/// <remarks>Immutable. What every silo must agree on is checked against the database when a silo starts: clock, time zone, currency, partitions, cluster id.</remarks>
public sealed record ClusterOptions
{
    /// <summary>Name of the cluster; silos with the same name and database find each other.</summary>
    public string ClusterId { get; init; } = "clv";

    /// <summary>Npgsql connection string of membership and storage; null keeps everything in this one process's memory.</summary>
    public string? Postgres { get; init; }

    /// <summary>Address that other silos reach this one at; default the loopback.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port for other silos.</summary>
    public int SiloPort { get; init; } = 11_111;

    /// <summary>Port for clients; 0 for none, the server in the same process needs none.</summary>
    public int GatewayPort { get; init; }

    /// <summary>Whether the silo gathers what Orleans' dashboard shows; costs a little on every grain call.</summary>
    public bool HasDashboard { get; init; }

    /// <summary>What the as-of date follows; fixed for the cluster's life.</summary>
    public AsOfClock Clock { get; init; } = AsOfClock.Event;

    /// <summary>The deployment's time zone; fixed for the cluster's life.</summary>
    public TimeZoneInfo TimeZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The deployment's currency; fixed for the cluster's life.</summary>
    public string Currency { get; init; } = "GBP";

    /// <summary>Parts into which the population is indexed; fixed for the cluster's life.</summary>
    public int Partitions { get; init; } = 16;

    /// <summary>Whether values are recorded at every month end that the as-of date leaves.</summary>
    public bool SettlesAtMonthEnds { get; init; } = true;

    /// <summary>How long the stream must pause before the population settles.</summary>
    public TimeSpan SettleAfterPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a busy stream may go on before the population settles in between: the bound on how stale ranks and thresholds are.</summary>
    public TimeSpan LongestUnsettled { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Customers of one partition that are rescored at the same time in a sweep.</summary>
    public int SweepConcurrency { get; init; } = 64;

    /// <summary>Longest piece of a sweep between two reports to the aggregator.</summary>
    public TimeSpan SweepSlice { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Most rungs of the ladder from which a silo reads percentile ranks without asking.</summary>
    public int LadderRungs { get; init; } = 16_384;

    /// <summary>Journal rows after which a customer writes its whole state.</summary>
    public int RowsPerCheckpoint { get; init; } = 64;

    /// <summary>How long a batch is retried before the caller is told that the cluster does not take it.</summary>
    public TimeSpan IngestTimeout { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>How long a lookup may take before the caller is told that the cluster does not answer.</summary>
    public TimeSpan LookupTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether a move of the as-of date closes a month; the first move of all may close any.</summary>
    /// <param name="from">Day number where the date stands, or -1 before there is one.</param>
    /// <param name="to">Day number where it goes.</param>
    public bool ClosesMonth(int from, int to) => SettlesAtMonthEnds && (from < 0 || MonthEnds.Between(from, to).Any());
}
