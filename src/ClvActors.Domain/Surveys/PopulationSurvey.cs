using ClvActors.Domain.Population;
using ClvActors.Domain.Service;

namespace ClvActors.Domain.Surveys;

/// <summary>Counts over the whole population, all of one version of it.</summary>
/// <remarks>Immutable: nobody writes to the arrays. Safe on any thread.</remarks>
public sealed record PopulationSurvey
{
    /// <summary>The as-of date; null before there is one.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>Whether every record stood at the as-of date and on its newest edges.</summary>
    public required bool IsSettled { get; init; }

    /// <summary>Newest sequence number that the survey holds.</summary>
    public required long Sequence { get; init; }

    /// <summary>The bundle that scored.</summary>
    public required string BundleId { get; init; }

    /// <summary>The segments' thresholds.</summary>
    public required SegmentThresholds Thresholds { get; init; }

    /// <summary>Per feature of the request the model-scored customers in each bin; NaN values count in the last.</summary>
    public required IReadOnlyList<long[]> FeatureCounts { get; init; }

    /// <summary>The model-scored customers by predicted value.</summary>
    public required long[] ValueCounts { get; init; }

    /// <summary>The population by kind; only kinds that occur, ordered.</summary>
    public required IReadOnlyList<SurveyGroup> Groups { get; init; }

    /// <summary>The population by recency and value; only cells that occur; empty unless asked for.</summary>
    public required IReadOnlyList<DensityCell> Density { get; init; }

    /// <summary>Customers of the population drawn by the hash of their id, ordered by it; at most what was asked for.</summary>
    public required IReadOnlyList<CustomerSummary> Sample { get; init; }

    /// <summary>Customers of the population whose value moved most since their newest month end, largest change first, then by id; at most what was asked for.</summary>
    public required IReadOnlyList<ValueMove> Movers { get; init; }
}
