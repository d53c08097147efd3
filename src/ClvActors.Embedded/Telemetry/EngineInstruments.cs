using System.Diagnostics;
using System.Diagnostics.Metrics;
using ClvActors.Domain.Cleaning;

namespace ClvActors.Embedded.Telemetry;

/// <summary>What the embedded engine measures, as instruments of the meter <c>ClvActors.Embedded</c>.</summary>
/// <remarks>
/// Units and names follow OpenTelemetry's conventions. Everything is measured once per commit group, settling or the like, never per line or customer. Safe on any thread; costs a reading of the clock
/// while nobody listens. Nothing is measured of frames that a recovery replays but the recovery itself, see <see cref="RecoveryProgress"/>.
/// </remarks>
internal static class EngineInstruments
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "ClvActors.Embedded";

    private const string OutcomeTag = "outcome";
    private const string ReasonTag = "reason";
    private const string CauseTag = "cause";

    private static readonly KeyValuePair<string, object?> Accepted = new(OutcomeTag, "accepted");
    private static readonly KeyValuePair<string, object?> Late = new(OutcomeTag, "late");
    private static readonly KeyValuePair<string, object?> Duplicate = new(OutcomeTag, "duplicate");
    private static readonly KeyValuePair<string, object?> AnyReason = new(OutcomeTag, "rejected");

    private static readonly KeyValuePair<string, object?>[] RejectTags =
        [.. Enumerable.Range(0, RejectReasonNames.Count).Select(reason => new KeyValuePair<string, object?>(ReasonTag, ((RejectReason)reason).Name()))];

    // From a commit group of one line to a month end of a million customers.
    private static readonly InstrumentAdvice<double> Work = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Lines =
        Meter.CreateCounter<long>("clv.ingest.lines", "{line}", "Transaction lines by what became of them.");

    private static readonly Counter<long> Rejected =
        Meter.CreateCounter<long>("clv.ingest.rejected", "{line}", "Rejected lines by reason.");

    private static readonly Counter<long> InvoicesRescored =
        Meter.CreateCounter<long>("clv.ingest.invoices_rescored", "{invoice}", "Accepted invoices after which their customer was scored.");

    private static readonly Histogram<double> Commit =
        Meter.CreateHistogram<double>("clv.journal.commit.duration", "s", "Time to append a commit group and sync it.");

    private static readonly Histogram<double> FileSync =
        Meter.CreateHistogram<double>("clv.journal.sync.duration", "s", "Time of one fsync of the log.");

    private static readonly Counter<long> Written =
        Meter.CreateCounter<long>("clv.journal.io", "By", "Bytes appended to the log.");

    private static readonly Histogram<long> GroupBatches = Meter.CreateHistogram(
        "clv.journal.group.batches", "{batch}", "Batches of a commit group.", null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64] });

    private static readonly Histogram<long> GroupLines = Meter.CreateHistogram(
        "clv.journal.group.lines", "{line}", "Lines of a commit group.", null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 10, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000] });

    private static readonly Histogram<long> GroupBytes = Meter.CreateHistogram(
        "clv.journal.group.size", "By", "Bytes of a commit group.", null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [256, 1_024, 4_096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216] });

    private static readonly Histogram<double> Apply =
        Meter.CreateHistogram("clv.shards.apply.duration", "s", "Time to apply and score a commit group.", null, Work);

    private static readonly Histogram<double> Scoring =
        Meter.CreateHistogram("clv.scoring.group.duration", "s", "Time to score the customers that a commit group touched, all shards side by side.", null, Work);

    private static readonly Counter<long> Rescores =
        Meter.CreateCounter<long>("clv.scoring.rescores", "{rescore}", "Customers scored, by what made it necessary.");

    private static readonly Histogram<double> Edges =
        Meter.CreateHistogram("clv.population.edges.duration", "s", "Time to take the rank edges over all shards.", null, Work);

    private static readonly Histogram<double> Publishing =
        Meter.CreateHistogram("clv.population.publish.duration", "s", "Time to publish a version of the population and tell its changes with their percentiles.", null, Work);

    private static readonly Counter<long> Settled =
        Meter.CreateCounter<long>("clv.settling.completed", "{settling}", "Completed settlings.");

    private static readonly Histogram<double> Settling =
        Meter.CreateHistogram("clv.settling.duration", "s", "Time from taking the edges to the end of the sweep, commit groups in between included.", null, Work);

    private static readonly Histogram<double> MonthEnd =
        Meter.CreateHistogram("clv.month_end.duration", "s", "Time to close a month; ingestion waits for it.", null, Work);

    private static readonly Counter<long> Swaps =
        Meter.CreateCounter<long>("clv.model.swaps", "{swap}", "Published model swaps.");

    private static readonly Histogram<double> Swap =
        Meter.CreateHistogram("clv.model.swap.duration", "s", "Time from the beginning of a model swap to its publication.", null, Work);

    private static readonly Histogram<double> Snapshot =
        Meter.CreateHistogram("clv.snapshot.duration", "s", "Time to write a snapshot.", null, Work);

    /// <summary>Starts to measure a span of time.</summary>
    public static long Start() => Stopwatch.GetTimestamp();

    /// <summary>A commit group was appended and synced.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="batches">Its batches.</param>
    /// <param name="lines">Their lines.</param>
    /// <param name="bytes">Its bytes in the log.</param>
    public static void Committed(long start, int batches, long lines, long bytes)
    {
        Commit.Record(Seconds(start));
        GroupBatches.Record(batches);
        GroupLines.Record(lines);
        GroupBytes.Record(bytes);
    }

    /// <summary>The log was synced.</summary>
    public static void Synced(long start) => FileSync.Record(Seconds(start));

    /// <summary>Bytes were appended to the log.</summary>
    public static void Wrote(long bytes) => Written.Add(bytes);

    /// <summary>A commit group was applied.</summary>
    /// <param name="start">When it began.</param>
    /// <param name="work">What the population had to do for it.</param>
    public static void Applied(long start, in WorkDone work)
    {
        Apply.Record(Seconds(start));
        Scoring.Record(work.Scoring.TotalSeconds);
        Count(work, "batch");
    }

    /// <summary>The population did something, other than applying a commit group.</summary>
    /// <param name="work">What.</param>
    /// <param name="cause">Why: <c>as_of</c>, <c>settling</c> or <c>model_swap</c>.</param>
    public static void Count(in WorkDone work, string cause)
    {
        if (work.Rescores > 0)
        {
            Rescores.Add(work.Rescores, new KeyValuePair<string, object?>(CauseTag, cause));
        }

        if (work.MonthEnds is { } closed)
        {
            Rescores.Add(work.MonthEndRescores, new KeyValuePair<string, object?>(CauseTag, "month_end"));
            foreach (TimeSpan month in closed)
            {
                MonthEnd.Record(month.TotalSeconds);
            }
        }
    }

    /// <summary>The rank edges were taken.</summary>
    public static void TookEdges(long start) => Edges.Record(Seconds(start));

    /// <summary>A version of the population was published.</summary>
    public static void Published(long start) => Publishing.Record(Seconds(start));

    /// <summary>A population settled.</summary>
    public static void HasSettled(long start)
    {
        Settled.Add(1);
        Settling.Record(Seconds(start));
    }

    /// <summary>A model was swapped.</summary>
    public static void HasSwapped(long start)
    {
        Swaps.Add(1);
        Swap.Record(Seconds(start));
    }

    /// <summary>A snapshot was written.</summary>
    public static void Snapshotted(long start) => Snapshot.Record(Seconds(start));

    /// <summary>An engine was opened: all series of lines begin, at zero, because a rate needs the series before its first reject.</summary>
    public static void Opened()
    {
        foreach (KeyValuePair<string, object?> outcome in (ReadOnlySpan<KeyValuePair<string, object?>>)[Accepted, Late, Duplicate, AnyReason])
        {
            Lines.Add(0, outcome);
        }

        foreach (KeyValuePair<string, object?> reason in RejectTags)
        {
            Rejected.Add(0, reason);
        }

        InvoicesRescored.Add(0);
    }

    /// <summary>A batch was counted.</summary>
    public static void Count(IngestCounts counts)
    {
        if (!Lines.Enabled)
        {
            return;
        }

        Add(Lines, counts.Accepted, Accepted);
        Add(Lines, counts.Late, Late);
        Add(Lines, counts.Duplicates, Duplicate);
        InvoicesRescored.Add(counts.InvoicesRescored);
        if (counts.RejectedTotal == 0)
        {
            return;
        }

        Lines.Add(counts.RejectedTotal, AnyReason);
        for (int reason = 0; reason < RejectTags.Length; reason++)
        {
            Add(Rejected, counts.Rejected((RejectReason)reason), RejectTags[reason]);
        }
    }

    // Most are zero, and looking up a series costs more than asking.
    private static void Add(Counter<long> counter, long lines, in KeyValuePair<string, object?> tag)
    {
        if (lines > 0)
        {
            counter.Add(lines, tag);
        }
    }

    private static double Seconds(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
}
