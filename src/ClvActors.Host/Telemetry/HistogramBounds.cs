using System.Diagnostics.Metrics;

namespace ClvActors.Host.Telemetry;

/// <summary>Upper bounds of the buckets of histograms that advise none.</summary>
internal static class HistogramBounds
{
    // From an fsync on a fast disk to a slow request.
    private static readonly double[] Seconds = [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    // From a ping to a large batch of lines.
    private static readonly double[] Bytes = [64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216];

    /// <summary>The bounds of an instrument, in its own unit.</summary>
    /// <returns>Null for what is no histogram, has bounds of its own, or is best served by the SDK's.</returns>
    public static double[]? Of(Instrument instrument)
    {
        bool? isAdvised = instrument switch
        {
            Histogram<double> histogram => histogram.Advice?.HistogramBucketBoundaries is not null,
            Histogram<long> histogram => histogram.Advice?.HistogramBucketBoundaries is not null,
            Histogram<int> histogram => histogram.Advice?.HistogramBucketBoundaries is not null,
            Histogram<float> histogram => histogram.Advice?.HistogramBucketBoundaries is not null,
            _ => null,
        };
        return (isAdvised, instrument.Unit) switch
        {
            (false, "s" or "ms" or "us" or "ns") => [.. Seconds.Select(bound => bound / PrometheusName.ScaleOf(instrument.Unit))],
            (false, "By" or "bytes") => Bytes,
            _ => null,
        };
    }
}
