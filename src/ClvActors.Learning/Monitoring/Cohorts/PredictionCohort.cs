namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>Predictions of one month that are remembered until it is known how they came true.</summary>
/// <remarks>Nobody writes to the arrays. Immutable; any number of threads may read.</remarks>
public sealed record PredictionCohort
{
    /// <summary>The version that this build writes, and the newest it reads.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the format, from 1.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>As-of date at which the predictions were made.</summary>
    public required DateOnly Made { get; init; }

    /// <summary>The bundle that served.</summary>
    public required string BundleId { get; init; }

    /// <summary>The customers' ids in canonical form.</summary>
    public required string[] Customers { get; init; }

    /// <summary>Each customer's segment when the predictions were made: its number, 0 for Champions.</summary>
    public required int[] Segments { get; init; }

    /// <summary>Each customer's lifecycle stage then: its number, 0 for New.</summary>
    public required int[] Stages { get; init; }

    /// <summary>The horizons, in the order of their days.</summary>
    public required IReadOnlyList<CohortHorizon> Horizons { get; init; }

    /// <summary>The last day of a horizon.</summary>
    public DateOnly EndOf(CohortHorizon horizon)
    {
        ArgumentNullException.ThrowIfNull(horizon);
        return Made.AddDays(horizon.Days);
    }
}
