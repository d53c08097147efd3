using System.Diagnostics.Metrics;
using ClvActors.Host.Telemetry;

namespace ClvActors.Host.Models;

/// <summary>What <see cref="ModelWatch"/> measures.</summary>
internal sealed class ModelWatchInstruments : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ClvActors.Models";

    private readonly Meter _meter;
    private readonly Counter<long> _swaps;

    /// <summary>Makes the instruments.</summary>
    /// <param name="telemetry">Whoever shows them.</param>
    /// <param name="status">Gives the newest status; null shows no measurement.</param>
    public ModelWatchInstruments(HostTelemetry telemetry, Func<ModelWatchStatus?> status)
    {
        _meter = telemetry.CreateMeter(MeterName);
        _swaps = _meter.CreateCounter<long>("clv.model_watch.swaps", "{swap}", "Bundles brought to serve because champion.json named them.");
        _meter.CreateObservableGauge(
            "clv.model_watch.healthy",
            () => status() is { } known ? [new Measurement<int>(known.Problem is null ? 1 : 0)] : Array.Empty<Measurement<int>>(),
            null,
            "0 while the bundle that champion.json names cannot serve.");
    }

    /// <summary>Counts a swap.</summary>
    public void CountSwap() => _swaps.Add(1);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
