using System.Diagnostics.Metrics;

namespace ClvActors.Host.Telemetry;

/// <summary>The room on the file system that holds the data directory; nothing for a silo without one.</summary>
internal sealed class StorageInstruments : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "ClvActors.Storage";

    private readonly Meter _meter;

    /// <summary>Makes the instruments.</summary>
    /// <param name="options">Names the data directory.</param>
    /// <param name="telemetry">Whoever shows them.</param>
    public StorageInstruments(HostOptions options, HostTelemetry telemetry)
    {
        _meter = telemetry.CreateMeter(MeterName);
        if (options.DataDirectory is not { } directory)
        {
            return;
        }

        DriveInfo drive = new(Path.GetFullPath(directory));
        _meter.CreateObservableGauge("clv.storage.free", () => Read(() => drive.AvailableFreeSpace), "By", "Room that is left for the data directory.");
        _meter.CreateObservableGauge("clv.storage.size", () => Read(() => drive.TotalSize), "By", "Size of the file system that holds the data directory.");
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static IEnumerable<Measurement<long>> Read(Func<long> size)
    {
        try
        {
            return [new Measurement<long>(size())];
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // No value is told rather than a wrong one; an alert asks for its absence.
            return [];
        }
    }
}
