using ClvActors.Domain.Population;
using ClvActors.Domain.Surveys;

namespace ClvActors.Orleans.Surveys;

/// <summary>Asks a partition to count its part of the population.</summary>
/// <remarks>What an older program did not write reads as the members' initialisers say. Immutable; safe on any thread.</remarks>
[GenerateSerializer, Immutable, Alias("clv.survey-question")]
public sealed record SurveyQuestion
{
    /// <summary>Cuts of the features, as in <see cref="SurveyRequest"/>.</summary>
    [Id(0)]
    public double[][] FeatureCuts { get; init; } = [];

    /// <summary>Cuts of the predicted value.</summary>
    [Id(1)]
    public double[] ValueCuts { get; init; } = [];

    /// <summary>Whether the cells of recency against value are counted.</summary>
    [Id(2)]
    public bool Density { get; init; }

    /// <summary>How many customers are drawn.</summary>
    [Id(3)]
    public int Sample { get; init; }

    /// <summary>How many movers are told.</summary>
    [Id(4)]
    public int Movers { get; init; }

    /// <summary>The segments' thresholds in the whole population, from champions to occasional.</summary>
    [Id(5)]
    public double[] Bounds { get; init; } = [.. Enumerable.Repeat(double.PositiveInfinity, 4)];

    /// <summary>Customers with a larger sampling hash are not drawn.</summary>
    [Id(6)]
    public ulong HashBound { get; init; } = ulong.MaxValue;

    /// <summary>The question behind a request.</summary>
    public static SurveyQuestion Of(SurveyRequest request, double[] bounds, ulong hashBound) => new()
    {
        FeatureCuts = [.. request.FeatureCuts],
        ValueCuts = request.ValueCuts,
        Density = request.Density,
        Sample = request.Sample,
        Movers = request.Movers,
        Bounds = bounds,
        HashBound = hashBound,
    };

    /// <summary>An accumulator for the answer.</summary>
    public SurveyAccumulator Start() => new(
        new SurveyRequest { FeatureCuts = FeatureCuts, ValueCuts = ValueCuts, Density = Density, Sample = Sample, Movers = Movers },
        new SegmentThresholds(Bounds[0], Bounds[1], Bounds[2], Bounds[3]))
    {
        HashBound = HashBound,
    };
}
