using ClvActors.Domain.Customers;
using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Surveys;

namespace ClvActors.Orleans.Surveys;

/// <summary>One partition's customers of one kind; the kinds are the Domain's enumerations as numbers.</summary>
/// <remarks>What an older program did not write reads as the members' initialisers say. Immutable; safe on any thread.</remarks>
[GenerateSerializer, Immutable, Alias("clv.survey-group-tally")]
public sealed record SurveyGroupTally
{
    /// <summary>The <see cref="ClvSegment"/>.</summary>
    [Id(0)]
    public int Segment { get; init; }

    /// <summary>The <see cref="LifecycleStage"/>.</summary>
    [Id(1)]
    public int Stage { get; init; }

    /// <summary>The <see cref="PurchaseStatus"/>.</summary>
    [Id(2)]
    public int Status { get; init; }

    /// <summary>The <see cref="PredictionSource"/>.</summary>
    [Id(3)]
    public int Source { get; init; }

    /// <summary>Customers.</summary>
    [Id(4)]
    public int Count { get; init; }

    /// <summary>Partial sums of their values, whose exact total is their sum.</summary>
    [Id(5)]
    public double[] ValuePartials { get; init; } = [];

    /// <summary>Partial sums of their spend in the window.</summary>
    [Id(6)]
    public double[] SpendPartials { get; init; } = [];

    /// <summary>Sum of their days since the last purchase.</summary>
    [Id(7)]
    public long RecencyDays { get; init; }

    /// <summary>Takes a group apart.</summary>
    public static SurveyGroupTally Of(GroupPart part) => new()
    {
        Segment = (int)part.Segment,
        Stage = (int)part.Stage,
        Status = (int)part.Status,
        Source = (int)part.Source,
        Count = part.Count,
        ValuePartials = part.ValuePartials,
        SpendPartials = part.SpendPartials,
        RecencyDays = part.RecencyDays,
    };

    /// <summary>The group again.</summary>
    public GroupPart ToPart() =>
        new((ClvSegment)Segment, (LifecycleStage)Stage, (PurchaseStatus)Status, (PredictionSource)Source, Count, ValuePartials, SpendPartials, RecencyDays);
}
