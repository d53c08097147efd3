namespace ClvActors.Learning.Monitoring;

/// <summary>A quarter of as-of time in figures, for the printed summary.</summary>
/// <remarks>Immutable; any number of threads may read. A figure that is not known is null.</remarks>
public sealed record QuarterlySummary
{
    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>The quarter, 1 to 4.</summary>
    public required int Quarter { get; init; }

    /// <summary>Whether later days have been seen, so that the quarter is over.</summary>
    public required bool IsOver { get; init; }

    /// <summary>The population on the first settled day of the quarter.</summary>
    public required SettledDay First { get; init; }

    /// <summary>The population on its last settled day.</summary>
    public required SettledDay Last { get; init; }

    /// <summary>Settled days in it.</summary>
    public required int SettledDays { get; init; }

    /// <summary>The segments from Champions to Dormant: how their shares and thresholds moved.</summary>
    public required IReadOnlyList<SegmentShift> Segments { get; init; }

    /// <summary>Largest index of each kind within the quarter, and the day it was reached; only kinds that were judged.</summary>
    public required IReadOnlyList<DriftPeak> Drift { get; init; }

    /// <summary>Cohorts whose horizon ended in the quarter.</summary>
    public required IReadOnlyList<EndedCohort> Accuracy { get; init; }

    /// <summary>Alerts that were raised or active in it, oldest first.</summary>
    public required IReadOnlyList<MonitoringAlert> Alerts { get; init; }

    /// <summary>Bundles that served in it, in the order of the days.</summary>
    public required IReadOnlyList<string> Bundles { get; init; }
}
