using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClvActors.Embedded.Telemetry;

/// <summary>How far the recovery of a data directory is, as gauges of the meter <c>ClvActors.Embedded</c>; they stay at its end afterwards.</summary>
/// <remarks>Of the process's newest recovery. Written by one thread, read by any.</remarks>
internal static class RecoveryProgress
{
    private static readonly Meter Meter = new(EngineInstruments.Name);

    private static long _start;
    private static long _end;
    private static long _frames;
    private static long _lines;
    private static long _offset;
    private static long _length;

    static RecoveryProgress()
    {
        Meter.CreateObservableGauge("clv.recovery.active", () => IsActive ? 1 : 0, null, "1 while the data directory is recovered: nothing is served yet.");
        Meter.CreateObservableGauge("clv.recovery.duration", () => Started(DurationSeconds), "s", "Time that the recovery took, or has taken so far.");
        Meter.CreateObservableGauge("clv.recovery.frames", () => Started(() => Volatile.Read(ref _frames)), "{frame}", "Frames of the log replayed after the snapshot.");
        Meter.CreateObservableGauge("clv.recovery.lines", () => Started(() => Volatile.Read(ref _lines)), "{line}", "Transaction lines replayed after the snapshot.");
        Meter.CreateObservableGauge("clv.recovery.progress", () => Started(Share), "1", "Share of the log that has been replayed, by bytes.");
    }

    private static bool IsActive => Volatile.Read(ref _start) != 0 && Volatile.Read(ref _end) == 0;

    /// <summary>A recovery begins.</summary>
    public static void Begin()
    {
        Volatile.Write(ref _end, 0);
        Volatile.Write(ref _frames, 0);
        Volatile.Write(ref _lines, 0);
        Volatile.Write(ref _offset, 0);
        Volatile.Write(ref _length, 0);
        Volatile.Write(ref _start, Stopwatch.GetTimestamp());
    }

    /// <summary>The log has been opened.</summary>
    /// <param name="length">Its bytes.</param>
    public static void Open(long length) => Volatile.Write(ref _length, length);

    /// <summary>A frame has been replayed.</summary>
    /// <param name="endOffset">Where it ends in the log.</param>
    /// <param name="lines">Lines in it.</param>
    public static void Replayed(long endOffset, long lines)
    {
        Volatile.Write(ref _offset, endOffset);
        Volatile.Write(ref _lines, _lines + lines);
        Volatile.Write(ref _frames, _frames + 1);
    }

    /// <summary>The recovery has ended, well or not.</summary>
    /// <param name="isComplete">Whether all of the log is there.</param>
    public static void End(bool isComplete)
    {
        if (isComplete)
        {
            Volatile.Write(ref _offset, _length);
        }

        Volatile.Write(ref _end, Stopwatch.GetTimestamp());
    }

    private static double DurationSeconds() =>
        Stopwatch.GetElapsedTime(Volatile.Read(ref _start), IsActive ? Stopwatch.GetTimestamp() : Volatile.Read(ref _end)).TotalSeconds;

    private static double Share() => Volatile.Read(ref _length) is > 0 and long length ? Math.Min(1, (double)Volatile.Read(ref _offset) / length) : IsActive ? 0 : 1;

    private static IEnumerable<Measurement<T>> Started<T>(Func<T> value)
        where T : struct => Volatile.Read(ref _start) == 0 ? [] : [new Measurement<T>(value())];
}
