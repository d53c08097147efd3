namespace ClvActors.Domain.Surveys;

/// <summary>What one part of a population contributes to a survey; the parts of any partition of it add up to the same survey.</summary>
/// <remarks>Immutable: nobody writes to the arrays.</remarks>
public sealed record SurveyPart
{
    /// <summary>All features' bins, feature after feature.</summary>
    public required long[] FeatureCounts { get; init; }

    /// <summary>The value's bins.</summary>
    public required long[] ValueCounts { get; init; }

    /// <summary>The kinds that occur.</summary>
    public required GroupPart[] Groups { get; init; }

    /// <summary>The cells that occur.</summary>
    public required DensityCell[] Density { get; init; }

    /// <summary>The part's own sample; the segments are those of the whole population.</summary>
    public required Service.CustomerSummary[] Sample { get; init; }

    /// <summary>The part's own movers.</summary>
    public required ValueMove[] Movers { get; init; }
}
