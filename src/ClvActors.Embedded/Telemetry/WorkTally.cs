using System.Diagnostics;

namespace ClvActors.Embedded.Telemetry;

/// <summary>Adds up what a population does between two readings.</summary>
/// <remarks>Separate from the instruments, so that replayed frames can be left out: whoever recovers drops the reading. One thread at a time.</remarks>
internal sealed class WorkTally
{
    private TimeSpan _scoring;
    private long _rescoresRead;
    private long _monthEndRescores;
    private List<TimeSpan>? _monthEnds;

    /// <summary>The customers that a batch touched have been scored.</summary>
    /// <param name="start">When that began, as <see cref="EngineInstruments.Start"/> gave it.</param>
    public void Scored(long start) => _scoring += Stopwatch.GetElapsedTime(start);

    /// <summary>A month has been closed.</summary>
    /// <param name="start">When that began.</param>
    /// <param name="rescores">Customers scored for it.</param>
    public void ClosedMonth(long start, long rescores)
    {
        (_monthEnds ??= []).Add(Stopwatch.GetElapsedTime(start));
        _monthEndRescores += rescores;
    }

    /// <summary>Takes what was done since the last call.</summary>
    /// <param name="rescores">Customers scored since the population was made.</param>
    public WorkDone Take(long rescores)
    {
        WorkDone done = new(_scoring, rescores - _rescoresRead - _monthEndRescores, _monthEndRescores, _monthEnds);
        (_scoring, _rescoresRead, _monthEndRescores, _monthEnds) = (TimeSpan.Zero, rescores, 0, null);
        return done;
    }
}
