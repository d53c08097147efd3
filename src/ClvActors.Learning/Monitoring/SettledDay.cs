namespace ClvActors.Learning.Monitoring;

/// <summary>The population as it stood on a settled day: one point of the charts over time.</summary>
/// <remarks>Immutable; any number of threads may read.</remarks>
public sealed record SettledDay
{
    /// <summary>The as-of date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Wall time at which it was looked at.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>The bundle that scored.</summary>
    public required string BundleId { get; init; }

    /// <summary>Customers of the population.</summary>
    public required int Customers { get; init; }

    /// <summary>Customers scored by the model.</summary>
    public required int ScoredCustomers { get; init; }

    /// <summary>Sum of the predicted values of the population, in whole units of currency.</summary>
    public required double TotalValue { get; init; }

    /// <summary>Sum of the population's spend in the window, in whole units of currency.</summary>
    public required double TotalSpend { get; init; }

    /// <summary>The five segments from Champions to Dormant, by the thresholds of the day.</summary>
    public required IReadOnlyList<SegmentFigures> Segments { get; init; }

    /// <summary>Largest index of a feature that may raise an alert; null where none was judged.</summary>
    public double? FeatureDrift { get; init; }

    /// <summary>The feature behind <see cref="FeatureDrift"/>.</summary>
    public string? WorstFeature { get; init; }

    /// <summary>Index of the predicted values; null where it was not judged.</summary>
    public double? PredictionDrift { get; init; }

    /// <summary>Index of the shares of the baseline's segments; null where it was not judged.</summary>
    public double? SegmentDrift { get; init; }

    /// <summary>Index of the contributions of all inputs; null where it was not judged.</summary>
    public double? ContributionDrift { get; init; }
}
