namespace ClvActors.Learning.Monitoring.Cohorts;

/// <summary>One month's predictions over one horizon, and what has been spent so far.</summary>
/// <remarks>Money is in whole units of currency. Nobody writes to the arrays. Immutable; any number of threads may read.</remarks>
public sealed record CohortHorizon
{
    /// <summary>Name of the horizon, see <see cref="LiveAccuracy.Horizon"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Days after the cohort's date whose spend was predicted, at least 1.</summary>
    public required int Days { get; init; }

    /// <summary>The bundle that predicted.</summary>
    public required string BundleId { get; init; }

    /// <summary>Hash over that bundle's files, since a name may be trained anew; null where they were not found, and in files of versions that did not write it.</summary>
    public string? BundleFingerprint { get; init; }

    /// <summary>Whether it was only asked for this horizon beside the one that served.</summary>
    public required bool IsShadow { get; init; }

    /// <summary>Positions of the customers in the cohort whose predictions these are, ascending.</summary>
    public required int[] Members { get; init; }

    /// <summary>Whose they are: <see cref="ModelScored"/> or <see cref="Everyone"/>.</summary>
    public required string Population { get; init; }

    /// <summary>One prediction per member.</summary>
    public required double[] Predicted { get; init; }

    /// <summary>Lower ends of the intervals; null without intervals.</summary>
    public double[]? Low { get; init; }

    /// <summary>Upper ends of the intervals; null without intervals.</summary>
    public double[]? High { get; init; }

    /// <summary>The bundle's figures at validation.</summary>
    public required AccuracyMeasures Validation { get; init; }

    /// <summary>Coverage at validation by segment, Champions first; empty where not known.</summary>
    public required IReadOnlyList<double?> SegmentCoverage { get; init; }

    /// <summary>Whether it is known how they came true.</summary>
    public required HorizonState State { get; init; }

    /// <summary>The last day whose purchases are in <see cref="Spent"/>.</summary>
    public required DateOnly ReadTo { get; init; }

    /// <summary>What each member has spent after the cohort's date, up to <see cref="ReadTo"/>.</summary>
    public required double[] Spent { get; init; }

    /// <summary>Customers with two or more purchases in the window.</summary>
    public const string ModelScored = "model";

    /// <summary>The whole population, cold starts included.</summary>
    public const string Everyone = "everyone";
}
