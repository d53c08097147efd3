using ClvActors.Domain.Population;
using ClvActors.Domain.Scoring;
using ClvActors.Domain.Service;

namespace ClvActors.Host.Api.Answers;

/// <summary>What the model says of a customer that was made up.</summary>
/// <param name="PredictedClv">Predicted spend over the horizon.</param>
/// <param name="ClvSegment">Segment among the customers of now.</param>
/// <param name="ShapValues">All contributions to the raw score, largest magnitude first.</param>
/// <param name="PercentileRank">100 x share of the model-scored customers with a value up to this one, to one decimal.</param>
/// <param name="RawScore">The model's raw score.</param>
/// <param name="BaseScore">What the contributions start from: the model's mean raw score.</param>
/// <param name="Features">The features that were scored, given and filled in.</param>
/// <param name="Bundle">The bundle that scored.</param>
public sealed record PredictAnswer(
    double PredictedClv, string ClvSegment, IReadOnlyList<FeatureContribution> ShapValues, double PercentileRank, double RawScore, double BaseScore, NamedFeatures Features, string Bundle)
{
    /// <summary>Writes an answer of the service as an answer of the API.</summary>
    public static PredictAnswer Of(WhatIfAnswer answer) => new(
        answer.PredictedValue, answer.Segment.Name(), answer.Contributions, Percentile.Rounded(answer.PercentileRank),
        answer.RawScore, answer.BaseScore, new NamedFeatures(answer.Features), answer.BundleId);
}
