using System.Diagnostics.Metrics;

namespace ClvActors.Orleans.Aggregation;

/// <summary>What the segment aggregator measures, as instruments of the meter <c>ClvActors.Orleans</c>.</summary>
/// <remarks>Safe on any thread; costs nothing while nobody listens.</remarks>
internal static class AggregatorInstruments
{
    private static readonly Meter Meter = new("ClvActors.Orleans");

    private static readonly Histogram<double> Settling =
        Meter.CreateHistogram<double>("clv.cluster.settling.duration", "s", "Time from the start of a settling to its published view.");

    /// <summary>The population has settled.</summary>
    public static void Settled(TimeSpan duration) => Settling.Record(duration.TotalSeconds);
}
