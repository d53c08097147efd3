using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Numerics;

namespace ClvActors.Host.Telemetry;

/// <summary>Listens to the process's meters and keeps what they measure for a scrape.</summary>
/// <remarks>
/// Own code, because OpenTelemetry's Prometheus exporter cannot be restored where this is built. Heard: <c>ClvActors.*</c>, the meters of the runtime and of Orleans and the web server's request
/// durations. Instruments of one name share a family. Safe on any thread.
/// </remarks>
internal sealed class MetricsCollector : IDisposable
{
    private const string OwnMeters = "ClvActors.";
    private static readonly string[] ForeignMeters = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.Orleans"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);

    /// <summary>Starts listening.</summary>
    public MetricsCollector()
    {
        _listener.InstrumentPublished = OnPublished;
        Hear<byte>();
        Hear<short>();
        Hear<int>();
        Hear<long>();
        Hear<float>();
        Hear<double>();
        Hear<decimal>();
        _listener.Start();
    }

    /// <summary>Asks the observable instruments and gives all families by name.</summary>
    public IReadOnlyList<MetricFamily> Collect()
    {
        _listener.RecordObservableInstruments();
        return [.. _families.Values.OrderBy(family => family.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static MetricKind? KindOf(Instrument instrument)
    {
        Type type = instrument.GetType();
        if (!type.IsGenericType)
        {
            return null;
        }

        Type open = type.GetGenericTypeDefinition();
        if (open == typeof(Histogram<>))
        {
            return MetricKind.Histogram;
        }

        if (open == typeof(Counter<>) || open == typeof(ObservableCounter<>))
        {
            return MetricKind.Counter;
        }

        return open == typeof(UpDownCounter<>) || open == typeof(ObservableUpDownCounter<>) || open == typeof(Gauge<>) || open == typeof(ObservableGauge<>)
            ? MetricKind.Gauge
            : null;
    }

    private void OnPublished(Instrument instrument, MeterListener listener)
    {
        string meter = instrument.Meter.Name;
        if ((!meter.StartsWith(OwnMeters, StringComparison.Ordinal) && !ForeignMeters.Contains(meter)) || KindOf(instrument) is not { } kind)
        {
            return;
        }

        MetricFamily made = new(instrument, kind);
        MetricFamily family = _families.GetOrAdd(made.Name, made);
        if (family.Kind == kind)
        {
            listener.EnableMeasurementEvents(instrument, family);
        }
    }

    private void Hear<T>()
        where T : struct, INumber<T> => _listener.SetMeasurementEventCallback<T>(OnMeasured);

    private static void OnMeasured<T>(Instrument instrument, T measurement, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
        where T : struct, INumber<T>
    {
        MetricFamily family = (MetricFamily)state!;
        MetricSeries series = family.At(tags);
        double value = double.CreateChecked(measurement) * family.Scale;
        switch (instrument)
        {
            case Histogram<T>:
                series.Record(value);
                break;
            case Counter<T> or UpDownCounter<T>:
                series.Add(value);
                break;
            default:
                series.Set(value);
                break;
        }
    }
}
