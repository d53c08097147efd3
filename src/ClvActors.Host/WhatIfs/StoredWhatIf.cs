using System.Text.Json.Serialization;

namespace ClvActors.Host.WhatIfs;

/// <summary>A what-if that somebody wanted to keep: what was asked, and what the model said then.</summary>
/// <param name="Id">Its number, from 1, ascending.</param>
/// <param name="Name">What it is called; may be empty.</param>
/// <param name="StoredAt">When it was stored.</param>
/// <param name="Given">The features that were given, by name.</param>
/// <param name="PredictedClv">Predicted spend over the horizon.</param>
/// <param name="ClvSegment">Segment among the customers of then.</param>
/// <param name="PercentileRank">100 x share of the model-scored customers of then with a value up to this one, to one decimal.</param>
/// <param name="PredictionSource">model, or cold_start below two purchases.</param>
/// <param name="IntervalLow">Lower end of the prediction interval; absent for a bundle without intervals.</param>
/// <param name="IntervalHigh">Upper end of the prediction interval; absent for a bundle without intervals.</param>
/// <param name="Bundle">The bundle that scored.</param>
/// <param name="AsOf">The as-of date of the population; absent before there was one.</param>
public sealed record StoredWhatIf(
    long Id,
    string Name,
    DateTimeOffset StoredAt,
    IReadOnlyDictionary<string, double> Given,
    double PredictedClv,
    string ClvSegment,
    double PercentileRank,
    string PredictionSource,
    double? IntervalLow,
    double? IntervalHigh,
    string Bundle,
    DateOnly? AsOf)
{
    /// <summary>Longest name in characters.</summary>
    public const int LongestName = 100;

    /// <summary>Version of the line's format in the file.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>Version of the line's format.</summary>
    [JsonPropertyOrder(-1)]
    public int FormatVersion { get; init; } = CurrentFormatVersion;
}
