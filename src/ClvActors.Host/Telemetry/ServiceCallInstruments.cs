using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClvActors.Host.Telemetry;

/// <summary>Durations and spans of the service's calls, whatever engine stands behind them.</summary>
/// <remarks>Safe on any thread. While nobody listens a call costs two readings of the clock.</remarks>
internal static class ServiceCallInstruments
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "ClvActors.Service";

    private const string OutcomeTag = "outcome";
    private const string KindTag = "kind";

    // In the order of ServiceCall.
    private static readonly string[] Kinds =
        ["ingest", "lookup", "search", "purchases", "survey", "list", "portfolio", "segments", "predict", "status", "as_of", "settle", "model_swap"];

    private static readonly string[] SpanNames = [.. Kinds.Select(kind => "clv." + kind)];

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Ingests =
        Meter.CreateHistogram<double>("clv.ingest.duration", "s", "Time from a batch's arrival at the service to its acknowledgement or refusal.");

    private static readonly Histogram<long> BatchLines = Meter.CreateHistogram(
        "clv.ingest.batch.lines", "{line}", "Lines of a batch, malformed ones included.", null,
        new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 10, 100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000] });

    private static readonly Histogram<double> Queries =
        Meter.CreateHistogram<double>("clv.query.duration", "s", "Time to answer a question to the service.");

    private static readonly Histogram<double> Operations = Meter.CreateHistogram(
        "clv.operation.duration", "s", "Time of what operators ask of the service.", null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.01, 0.1, 0.5, 1, 5, 10, 30, 60, 300] });

    private static readonly UpDownCounter<int> Feeds =
        Meter.CreateUpDownCounter<int>("clv.changes.subscribers", "{subscriber}", "Readers of the change feed.");

    /// <summary>Starts the span of a call.</summary>
    /// <returns>Null while nobody listens.</returns>
    public static Activity? StartSpan(ServiceCall call) => Source.StartActivity(SpanNames[(int)call]);

    /// <summary>A batch has arrived.</summary>
    public static void Arrived(int lines) => BatchLines.Record(lines);

    /// <summary>A call has ended.</summary>
    /// <param name="call">The call.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="outcome">A word of <see cref="CallOutcome"/>.</param>
    public static void Ended(ServiceCall call, TimeSpan duration, string outcome)
    {
        KeyValuePair<string, object?> ended = new(OutcomeTag, outcome);
        switch (call)
        {
            case ServiceCall.Ingest:
                Ingests.Record(duration.TotalSeconds, ended);
                break;
            case ServiceCall.AdvanceAsOf or ServiceCall.Settle or ServiceCall.SwapModel:
                Operations.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(KindTag, Kinds[(int)call]), ended);
                break;
            default:
                Queries.Record(duration.TotalSeconds, new KeyValuePair<string, object?>(KindTag, Kinds[(int)call]), ended);
                break;
        }
    }

    /// <summary>The number of the change feed's readers has changed.</summary>
    public static void CountFeed(int change) => Feeds.Add(change);
}
