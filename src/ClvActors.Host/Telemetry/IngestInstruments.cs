using System.Diagnostics.Metrics;
using ClvActors.Host.Ingestion;

namespace ClvActors.Host.Telemetry;

/// <summary>Measurements of the bodies that come in over HTTP.</summary>
internal sealed class IngestInstruments : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ClvActors.Host";

    private const string FormatTag = "format";
    private static readonly string[] FormatNames = ["json", "ndjson", "csv"];

    private readonly Meter _meter;
    private readonly Counter<long> _lines;
    private readonly Counter<long> _bytes;
    private readonly Histogram<double> _parsing;

    /// <summary>Makes the instruments.</summary>
    /// <param name="telemetry">Whoever shows them.</param>
    public IngestInstruments(HostTelemetry telemetry)
    {
        _meter = telemetry.CreateMeter(MeterName);
        _lines = _meter.CreateCounter<long>("clv.http.lines", "{line}", "Lines read from bodies, malformed ones included.");
        _bytes = _meter.CreateCounter<long>("clv.http.io", "By", "Bytes of bodies after decompression.");
        _parsing = _meter.CreateHistogram("clv.http.parse.duration", "s", "Time to parse one body.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0001, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5] });
    }

    /// <summary>A body has been parsed.</summary>
    public void OnParsed(BodyFormat format, long bytes, long lines, TimeSpan elapsed)
    {
        KeyValuePair<string, object?> tag = new(FormatTag, FormatNames[(int)format]);
        _lines.Add(lines, tag);
        _bytes.Add(bytes, tag);
        _parsing.Record(elapsed.TotalSeconds, tag);
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
